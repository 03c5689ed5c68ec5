//! Questions about the founding call, and their answers before the date for them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use workflow::clarification::Command;
use workflow::text::Text;

use super::{Story, at, parsed};
use crate::clarifications::{act, ask, follow};
use crate::failure::Failure;

/// A question of the story. Moments are month, day and hour (UTC) of 2010.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    asked: (u32, u32, u32),
    answered: (u32, u32, u32),
    language: String,
    question: String,
    #[serde(default)]
    answers: BTreeMap<String, String>,
    corrected: Option<(u32, u32, u32)>,
    #[serde(default)]
    correction: BTreeMap<String, String>,
    declined: Option<String>,
}

fn moment((month, day, hour): (u32, u32, u32)) -> DateTime<Utc> {
    at(2010, month, day, hour)
}

fn texts(raw: &BTreeMap<String, String>) -> Result<BTreeMap<String, Text>, Failure> {
    raw.iter()
        .map(|(language, text)| Ok((language.clone(), parsed(text)?)))
        .collect()
}

impl Story<'_> {
    /// Applicants ask, one after the other; an officer answers, and once corrects an answer.
    pub(super) fn clarify(&mut self) -> Result<(), Failure> {
        let told: Vec<Told> = serde_json::from_str(include_str!("data/clarifications.json"))
            .map_err(|error| Failure::Unexpected(error.to_string()))?;
        let officer = self.cast.officer.clone();
        // Each is asked by another owner who was on the register by then.
        let mut owners: Vec<usize> = Vec::new();
        for question in &told {
            let by = moment(question.asked);
            let asks = (0..self.planned.len()).find(|index| {
                let planned = &self.planned[*index];
                planned.organisation.is_some()
                    && planned.registers_at < by
                    && !owners.contains(index)
            });
            owners.extend(asks);
        }
        if owners.len() < told.len() {
            return Ok(());
        }
        // What happens to a case happens in order.
        let mut acts: Vec<(DateTime<Utc>, usize, u8)> = Vec::new();
        for (place, question) in told.iter().enumerate() {
            acts.push((moment(question.asked), place, 0));
            acts.push((moment(question.answered), place, 1));
            acts.extend(question.corrected.map(|at| (moment(at), place, 2)));
        }
        acts.sort();
        let mut asked = BTreeMap::new();
        for (at, place, what) in acts {
            self.set(at);
            let question = &told[place];
            if what == 0 {
                let owner = self.owner(owners[place])?;
                let text = parsed(&question.question)?;
                follow(&self.facility, &owner, self.call, true)?;
                let id = ask(&self.facility, &owner, self.call, &question.language, &text)?;
                asked.insert(place, id);
                continue;
            }
            let id = asked[&place];
            let command = match &question.declined {
                Some(reason) => Command::Decline {
                    question: id,
                    reason: parsed(reason)?,
                },
                None if what == 1 => Command::Answer {
                    question: id,
                    texts: texts(&question.answers)?,
                },
                None => Command::Answer {
                    question: id,
                    texts: texts(&question.correction)?,
                },
            };
            act(&self.facility, &officer, self.call, command)?;
        }
        Ok(())
    }
}
