//! What the facility finds out about organisations: verifications that end soon or have ended, flags of every level, a
//! sanctions list with matches in every state, registrations that may be one, documents, and people who ask to join.

use bytes::Bytes;
use chrono::{DateTime, Days, NaiveDate, Utc};
use futures_util::stream;
use workflow::document::{DocumentKind, FileType};
use workflow::due_diligence::{Category, Level, MatchStatus};
use workflow::ids::OrganisationId;
use workflow::organisation::Command;
use workflow::registration::{Declarations, Officer, Profile};
use workflow::role::Actor;
use workflow::text::Text;

use super::fate::Fate;
use super::plan::Planned;
use super::{Story, at, parsed};
use crate::documents::{self, Allowed, Description};
use crate::failure::Failure;
use crate::registration::{self, duplicates};
use crate::sanctions;

/// The list as it is when the call opens, and as it is in June. Everybody on it is invented.
const LIST: &[u8] = include_bytes!("../../../names/tests/data/consolidated-list.xml");
const LATER_LIST: &[u8] = include_bytes!("../../../names/tests/data/consolidated-list-later.xml");

/// Parts played by organisations that register and do not apply, in the order in which they are planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Verified two years before the end of the story: to be verified again.
    Expiring,
    /// Verified longer ago than that.
    Expired,
    /// Named much like a listed entity; nobody has looked at it yet.
    Listed,
    /// Named much like another; looked at, and not the same.
    Dismissed,
    /// With an officer who is listed.
    ListedOfficer,
    /// Registered twice: the same number and nearly the same name.
    Twin,
    /// Shares a bank account with another, and is another.
    NoTwin,
    /// Registered twice, and merged.
    Merged,
    /// With a flag of the lightest level.
    Observed,
    /// With a flag that ends.
    Risky,
    /// With a flag the manager is to decide on.
    Escalated,
    /// With a verification that waits for the second person.
    Proposed,
}

/// Every part, in the order of the organisations that play them.
pub const PARTS: [Part; 12] = [
    Part::Expiring,
    Part::Expired,
    Part::Listed,
    Part::Dismissed,
    Part::ListedOfficer,
    Part::Twin,
    Part::NoTwin,
    Part::Merged,
    Part::Observed,
    Part::Risky,
    Part::Escalated,
    Part::Proposed,
];

/// Gives the parts, and leaves some registrations unfinished. The rest of the plan stays what it is.
pub fn cast(planned: &mut [Planned]) {
    let quiet: Vec<usize> = (0..planned.len())
        .filter(|index| planned[*index].fate == Fate::Registers)
        .filter(|index| planned[*index].window.is_none())
        .collect();
    let applying: Vec<usize> = (0..planned.len())
        .filter(|index| planned[*index].starts_at.is_some())
        .collect();
    for (place, index) in quiet.iter().enumerate() {
        let twin = applying
            .get(place * 7)
            .map(|twin| planned[*twin].profile.clone());
        let planned = &mut planned[*index];
        match PARTS.get(place) {
            Some(part) => play(planned, *part, twin),
            None if place % 3 == 0 => unfinished(&mut planned.profile),
            None => {}
        }
    }
}

fn play(planned: &mut Planned, part: Part, twin: Option<Profile>) {
    planned.part = Some(part);
    let profile = &mut planned.profile;
    match part {
        Part::Expiring => early(planned, at(2009, 3, 10, 9)),
        Part::Expired => early(planned, at(2008, 12, 2, 9)),
        Part::Listed => profile.legal_name = "Al-Wafeer Charitable Trust".to_owned(),
        Part::Dismissed => profile.legal_name = "Meridian Relief Fronts".to_owned(),
        Part::ListedOfficer => {
            if let Some(officer) = profile.officers.first_mut() {
                *officer = Officer {
                    name: "Bachir Khalaf Al Tesari".to_owned(),
                    ..officer.clone()
                };
            }
        }
        Part::Twin | Part::Merged => {
            if let Some(twin) = twin {
                profile.country = twin.country;
                profile.legal_name = format!("The {}", twin.legal_name);
                profile.registration_number = twin
                    .registration_number
                    .map(|number| number.replace(['-', '/'], " "));
            }
        }
        Part::NoTwin => {
            if let Some(twin) = twin {
                profile.bank_account = twin.bank_account;
            }
        }
        Part::Observed | Part::Risky | Part::Escalated | Part::Proposed => {}
    }
}

/// Registers long before the call, and states what could be stated then.
fn early(planned: &mut Planned, moment: DateTime<Utc>) {
    planned.registers_at = moment;
    let profile = &mut planned.profile;
    profile.registered_on = NaiveDate::from_ymd_opt(2003, 5, 12);
    profile.founded_on = NaiveDate::from_ymd_opt(2002, 9, 1);
    for budget in &mut profile.budgets {
        budget.year -= 2;
    }
}

/// A registration somebody has left and may resume.
fn unfinished(profile: &mut Profile) {
    profile.bank_account = None;
    profile.budgets.clear();
    profile.budget_currency = None;
    profile.experience = None;
    profile.declarations = Declarations::default();
}

const DISMISSED: &str = "Another organisation: the listed one was founded in another country and has no relief work. Registration, address and officers were compared with the narrative of the entry.";
const OTHER: &str = "Two organisations under one roof: the account is that of the federation both belong to. Statutes and officers differ.";
const SAME: &str = "Registered twice by two people of the same office; the number and the address are the same. Both owners have agreed by mail.";
const OBSERVED: &str =
    "A former donor tells of late reports in 2008; all of them were accepted in the end.";
const RISK: &str = "The treasurer signs alone since January. A second signature is promised by the general assembly of the autumn.";
const ESCALATED: &str = "A newspaper reports an inquiry into the use of a municipal grant. Papers were asked for and have not come yet.";

impl Story<'_> {
    /// The organisation that plays a part, with its plan.
    fn playing(&self, part: Part) -> Result<OrganisationId, Failure> {
        let planned = self
            .planned
            .iter()
            .find(|planned| planned.part == Some(part));
        planned
            .and_then(|planned| planned.organisation)
            .ok_or_else(|| Failure::Unexpected(format!("nobody plays {part:?}")))
    }

    fn on(&self, actor: &Actor, id: OrganisationId, command: &Command) -> Result<(), Failure> {
        registration::act(&self.facility, actor, id, None, command).map(|_| ())
    }

    /// Everything of this kind that happens before the deadline of the founding call.
    pub(super) fn look_into_the_register(&mut self) -> Result<(), Failure> {
        for (part, proposed) in [
            (Part::Expired, at(2009, 1, 19, 10)),
            (Part::Expiring, at(2009, 4, 27, 10)),
        ] {
            let id = self.playing(part)?;
            self.verify(0, id, proposed, true)?;
        }
        let id = self.playing(Part::Proposed)?;
        self.verify(1, id, at(2010, 4, 19, 11), false)?;
        self.read_list(LIST, at(2010, 4, 6, 9))?;
        self.raise_flags()?;
        self.tell_twins_apart()?;
        self.review_matches()?;
        self.give_documents()?;
        if self.today > at(2010, 6, 16, 9) {
            self.read_list(LATER_LIST, at(2010, 6, 16, 9))?;
        }
        Ok(())
    }

    fn read_list(&mut self, file: &[u8], moment: DateTime<Utc>) -> Result<(), Failure> {
        self.set(moment);
        let officer = self.cast.officer.clone();
        sanctions::lists::import(&self.facility, &officer, file)?;
        let progress = &mut self.progress;
        sanctions::screening::finish(&self.facility, |so_far| {
            progress("due diligence", so_far.done, so_far.total);
        })?;
        Ok(())
    }

    fn raise_flags(&mut self) -> Result<(), Failure> {
        let (officer, screener) = (self.cast.officer.clone(), self.cast.screeners[2].clone());
        let until = NaiveDate::from_ymd_opt(2011, 9, 30);
        for (part, level, category, until, reason) in [
            (
                Part::Observed,
                Level::Observation,
                Category::Performance,
                None,
                OBSERVED,
            ),
            (Part::Risky, Level::Risk, Category::Governance, until, RISK),
        ] {
            self.set(at(2010, 4, 12, 10));
            let reason = parsed(reason)?;
            let command = Command::RaiseFlag {
                level,
                category,
                until,
                reason,
            };
            self.on(&screener, self.playing(part)?, &command)?;
        }
        let id = self.playing(Part::Escalated)?;
        let raise = Command::RaiseFlag {
            level: Level::Risk,
            category: Category::Integrity,
            until: None,
            reason: parsed(ESCALATED)?,
        };
        self.on(&screener, id, &raise)?;
        self.set(at(2010, 4, 20, 15));
        let escalate = Command::ChangeFlag {
            flag: 1,
            level: Level::Escalated,
            until: None,
            reason: parsed("For the manager to decide: no payment should be approved meanwhile.")?,
        };
        self.on(&officer, id, &escalate)
    }

    fn tell_twins_apart(&mut self) -> Result<(), Failure> {
        self.set(at(2010, 4, 13, 9));
        let (officer, manager) = (self.cast.officer.clone(), self.cast.manager.clone());
        let of = self.playing(Part::NoTwin)?;
        for pair in duplicates::possible(&self.facility, &officer, Some(of), 5)? {
            let reason = parsed(OTHER)?;
            duplicates::dismiss(
                &self.facility,
                &officer,
                (pair.first.id, None),
                pair.second.id,
                &reason,
            )?;
        }
        let from = self.playing(Part::Merged)?;
        let found = duplicates::possible(&self.facility, &manager, Some(from), 1)?;
        let Some(pair) = found.first() else {
            return Err(Failure::Unexpected(
                "the merged twin has no twin".to_owned(),
            ));
        };
        let into = if pair.first.id == from {
            pair.second.id
        } else {
            pair.first.id
        };
        duplicates::merge(&self.facility, &manager, from, into, None, &parsed(SAME)?).map(|_| ())
    }

    fn review_matches(&mut self) -> Result<(), Failure> {
        self.set(at(2010, 4, 14, 11));
        let officer = self.cast.officer.clone();
        let reason: Text = parsed(DISMISSED)?;
        let id = self.playing(Part::Dismissed)?;
        for found in sanctions::review::of_organisation(&self.facility, &officer, id)? {
            if found.found.status == MatchStatus::Open {
                let (number, reason) = (found.number, reason.clone());
                self.on(&officer, id, &Command::DismissMatch { number, reason })?;
            }
        }
        let id = self.playing(Part::ListedOfficer)?;
        for found in sanctions::review::of_organisation(&self.facility, &officer, id)? {
            let reason = parsed(
                "Name, year of birth and town agree; the organisation gives no other explanation.",
            )?;
            let number = found.number;
            self.on(&officer, id, &Command::ConfirmMatch { number, reason })?;
        }
        Ok(())
    }

    /// Certificates and statements of the visitors' organisation and of a few others, some near their last day.
    fn give_documents(&mut self) -> Result<(), Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::Unexpected(error.to_string()))?;
        let giving: Vec<usize> = (0..self.planned.len())
            .filter(|index| self.planned[*index].shown)
            .chain(
                (0..self.planned.len())
                    .filter(|index| self.planned[*index].applies_at.is_some())
                    .take(12),
            )
            .collect();
        for (place, index) in giving.into_iter().enumerate() {
            let actor = self.owner(index)?;
            let planned = &self.planned[index];
            let Some(organisation) = planned.organisation else {
                continue;
            };
            self.set(planned.registers_at + chrono::TimeDelta::hours(2));
            let ends = self.today.date_naive() + Days::new([19, 400, 55, 900][place % 4]);
            let name = &planned.profile.legal_name;
            for (kind, file, until) in [
                (
                    DocumentKind::RegistrationCertificate,
                    "certificate.pdf",
                    Some(ends),
                ),
                (
                    DocumentKind::AuditedStatement,
                    "audited-statement-2008.pdf",
                    None,
                ),
            ] {
                let content = pdf(&format!("{} - {name}", kind.name().replace('_', " ")));
                let whole = stream::iter([Ok::<_, std::io::Error>(Bytes::from(content))]);
                let allowed = Allowed {
                    most: 1 << 20,
                    types: FileType::ALL,
                };
                let received =
                    runtime.block_on(documents::receive(&self.facility, "file", whole, allowed))?;
                let said = Description {
                    language: Some("en".to_owned()),
                    valid_from: None,
                    valid_until: until,
                    note: None,
                };
                documents::organisation::add_to_organisation(
                    &self.facility,
                    &actor,
                    organisation,
                    kind,
                    &said,
                    file,
                    &received,
                )?;
            }
        }
        Ok(())
    }
}

/// A page with a line of text as PDF.
fn pdf(line: &str) -> Vec<u8> {
    let plain: String = line
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() || c == ' ' {
                c
            } else {
                '?'
            }
        })
        .filter(|c| !matches!(c, '(' | ')' | '\\'))
        .collect();
    let text = format!("BT /F1 18 Tf 72 720 Td ({plain}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        format!("<</Length {}>>\nstream\n{text}\nendstream", text.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = file.len();
    file.push_str(&format!(
        "xref\n0 {}\n0000000000 65535 f \n",
        objects.len() + 1
    ));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}
