//! The risk of those who signed is assessed, so that the least monitoring of their projects follows; of some it waits.

use std::collections::BTreeMap;

use workflow::organisation::Command;
use workflow::risk::{Question, Rating};

use super::{Story, minutes, parsed};
use crate::failure::Failure;
use crate::registration;

const SEEN: &str = "Visit to the office, talk with director and accountant, minutes and bank statements of three months, the last two audit reports.";
const WEAK: &str = "One person orders, approves and books. The reports of the auditor say so twice, and nothing was done. Accounts are complete otherwise.";

/// Every fifth is not assessed yet.
const WAITS: usize = 5;

/// How sound the systems of an organisation are, as the story has it: most well run, some with a weakness.
fn rating(place: usize, at: usize, question: &Question) -> Rating {
    match (place % 4, at % 5) {
        (3, _) if question.id == "duties_separated" => Rating::High,
        (0, _) => Rating::Low,
        (1, 0) => Rating::Medium,
        (1, _) => Rating::Low,
        (2, 0) => Rating::Significant,
        (_, 0 | 2) => Rating::Medium,
        _ => Rating::Low,
    }
}

impl Story<'_> {
    /// The officer assesses the grantees, one after the other.
    pub(super) fn assess_risks(&mut self) -> Result<(), Failure> {
        let Some(asked) = self.facility.rules.risk.clone() else {
            return Ok(());
        };
        let officer = self.cast.officer.clone();
        let grants = crate::monitoring::list(&self.facility, &officer, Some(self.call))?;
        let assessed = grants
            .iter()
            .enumerate()
            .filter(|(place, _)| place % WAITS != WAITS - 1);
        for (place, grant) in assessed {
            self.set(self.clock_now() + minutes(9));
            let answers: BTreeMap<String, Rating> = asked
                .questions()
                .enumerate()
                .map(|(at, question)| (question.id.clone(), rating(place, at, question)))
                .collect();
            let written = if place % 4 == 3 { WEAK } else { SEEN };
            let command = Command::AssessRisk {
                answers,
                comment: parsed(written)?,
            };
            let id = grant.grant.organisation;
            registration::act(&self.facility, &officer, id, None, &command)?;
        }
        Ok(())
    }
}
