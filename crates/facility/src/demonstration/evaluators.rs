//! The evaluators of a call: appointed by the manager, they accept the terms of confidentiality and say what they read and
//! know.

use workflow::country::Region;
use workflow::evaluator::{Affiliation, EvaluatorProfile, Level};
use workflow::ids::CallId;
use workflow::role::{Appointment, Role};

use super::{Story, cast, minutes};
use crate::evaluators::{self, Invited};
use crate::failure::Failure;

/// The agencies evaluators are from.
const AGENCIES: [&str; 6] = ["UNODC", "IOM", "ILO", "UNICEF", "OHCHR", "OSCE"];
/// Themes of the founding call.
const THEMES: [&str; 4] = ["victims", "empowerment", "evidence", "cooperation"];

/// Languages, regions and former work.
type Heritage = (
    &'static [(&'static str, Level)],
    &'static [Region],
    &'static str,
);

/// What the evaluators of a land know: languages, regions, and where they worked before. In the order in which the cast
/// draws its evaluators.
const HERITAGE: [Heritage; 12] = [
    (
        &[("en", Level::Native), ("ar", Level::Reads)],
        &[Region::African],
        "Lakeside Legal Aid",
    ),
    (
        &[("es", Level::Native), ("en", Level::WorksIn)],
        &[Region::LatinAmericanAndCaribbean],
        "Casa del Puerto",
    ),
    (
        &[("en", Level::WorksIn), ("ar", Level::Reads)],
        &[Region::AsiaPacific],
        "Open Door Kathmandu",
    ),
    (
        &[("fr", Level::Native), ("en", Level::WorksIn)],
        &[Region::African],
        "Maison des Deux Rives",
    ),
    (
        &[("ru", Level::Native), ("en", Level::WorksIn)],
        &[Region::EasternEuropean],
        "Spring Shelter",
    ),
    (
        &[
            ("ar", Level::Native),
            ("en", Level::WorksIn),
            ("fr", Level::WorksIn),
        ],
        &[Region::African, Region::AsiaPacific],
        "دار النهر",
    ),
    (
        &[("en", Level::Native), ("fr", Level::WorksIn)],
        &[Region::WesternEuropeanAndOthers],
        "Harbour Trust",
    ),
    (
        &[("en", Level::WorksIn), ("ru", Level::Reads)],
        &[Region::AsiaPacific],
        "Mekong Watch House",
    ),
    (
        &[
            ("en", Level::WorksIn),
            ("es", Level::WorksIn),
            ("fr", Level::Reads),
        ],
        &[Region::WesternEuropeanAndOthers],
        "Porta Aperta",
    ),
    (
        &[("fr", Level::WorksIn), ("en", Level::Native)],
        &[Region::African],
        "Coastal Women's Network",
    ),
    (
        &[("en", Level::Native), ("es", Level::Reads)],
        &[Region::AsiaPacific],
        "Visayas Recovery Centre",
    ),
    (
        &[("ru", Level::WorksIn), ("en", Level::WorksIn)],
        &[Region::EasternEuropean],
        "Drina Refuge",
    ),
];

/// What an evaluator says of themselves.
fn profile(place: usize) -> EvaluatorProfile {
    let (languages, regions, before) = HERITAGE[place % HERITAGE.len()];
    let agency = AGENCIES[(place * 5 + place / HERITAGE.len()) % AGENCIES.len()];
    let themes = [place % THEMES.len(), (place / 2 + 1) % THEMES.len()];
    EvaluatorProfile {
        languages: languages
            .iter()
            .map(|(code, level)| ((*code).to_owned(), *level))
            .collect(),
        themes: themes
            .iter()
            .map(|theme| THEMES[*theme].to_owned())
            .collect(),
        regions: regions.iter().copied().collect(),
        affiliations: vec![
            Affiliation {
                name: agency.to_owned(),
                organisation: None,
                from: Some(2004 + (place % 5) as i32),
                to: None,
            },
            Affiliation {
                name: before.to_owned(),
                organisation: None,
                from: Some(1996),
                to: Some(2003 + (place % 5) as i32),
            },
        ],
        agency: Some(agency.to_owned()),
        most_files: (place % 9 == 4).then_some(32),
        absences: Vec::new(),
    }
}

impl Story<'_> {
    /// The manager appoints the evaluators to a call.
    pub(super) fn appoint_evaluators(&mut self, call: CallId) -> Result<(), Failure> {
        for evaluator in &self.cast.evaluators {
            let appointment = Appointment {
                role: Role::Evaluator,
                call: Some(call),
                agency: None,
            };
            let by = Some(self.cast.manager.person);
            let now = self.facility.clock.now();
            self.facility.store.write(|conn| {
                evaluators::appointed(conn, evaluator.person, &appointment, by, now)
            })?;
        }
        Ok(())
    }

    /// They read the terms and accept them, and say what they know. Two people who were invited beside them have not
    /// answered; one of these links has run out.
    pub(super) fn evaluators_begin(&mut self, call: CallId) -> Result<(), Failure> {
        for place in 0..self.cast.evaluators.len() {
            let evaluator = self.cast.evaluators[place].clone();
            self.set(self.clock_now() + minutes(37));
            let own = evaluators::own_terms(&self.facility, &evaluator, call, "en")?;
            let digest = own.terms.map(|terms| terms.digest());
            evaluators::accept_terms(&self.facility, &evaluator, call, digest)?;
            let evaluator = cast::actor(&self.facility, evaluator.person)?;
            self.set(self.clock_now() + minutes(9));
            let mut profile = profile(place);
            profile.affiliations.extend(self.former_work(place));
            evaluators::save_profile(&self.facility, &evaluator, &profile)?;
            self.cast.evaluators[place] = evaluator;
        }
        Ok(())
    }

    /// Two evaluators worked for an applicant until lately.
    fn former_work(&self, place: usize) -> Option<Affiliation> {
        let at = match place {
            2 => 20,
            13 => 90,
            _ => return None,
        };
        let planned = &self.planned[*self.eligible().get(at)?];
        Some(Affiliation {
            name: planned.profile.legal_name.clone(),
            organisation: planned.organisation,
            from: Some(2005),
            to: Some(2009),
        })
    }

    /// Invitations that nobody has answered yet.
    pub(super) fn invite_more(&mut self, call: CallId) -> Result<(), Failure> {
        for (name, mailbox, agency) in [
            ("Farah Aziz", "farah.aziz", "IOM"),
            ("Lucien Moreau", "lucien.moreau", "OSCE"),
        ] {
            let invited = Invited {
                name: name.to_owned(),
                email: format!("{mailbox}@experts.example"),
                language: language::Language::English,
                agency: Some(agency.to_owned()),
            };
            let url = "https://minha.example";
            evaluators::invite(&self.facility, &self.cast.officer, url, call, &invited)?;
        }
        Ok(())
    }
}
