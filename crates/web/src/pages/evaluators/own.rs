//! An evaluator's own profile.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::evaluators::{self, EvaluatorProfile, Known, Level};
use language::Reader;
use workflow::country::Region;

use super::rows::{self, AbsenceRow, AffiliationRow};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page, done, render, render_refused};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Languages that stand in the form in any case: the official ones of the United Nations.
const OFFICIAL: [&str; 6] = ["ar", "en", "es", "fr", "ru", "zh"];

/// A profile as typed.
#[derive(Clone, Debug, Default)]
struct Typed {
    agency: String,
    most_files: String,
    languages: BTreeMap<String, String>,
    other_language: String,
    other_level: String,
    themes: BTreeSet<String>,
    regions: BTreeSet<String>,
    affiliations: Vec<AffiliationRow>,
    absences: Vec<AbsenceRow>,
}

impl Typed {
    fn of(profile: &EvaluatorProfile) -> Self {
        Self {
            agency: profile.agency.clone().unwrap_or_default(),
            most_files: profile
                .most_files
                .map(|most| most.to_string())
                .unwrap_or_default(),
            languages: profile
                .languages
                .iter()
                .map(|(code, level)| (code.clone(), level.to_string()))
                .collect(),
            themes: profile.themes.clone(),
            regions: profile.regions.iter().map(ToString::to_string).collect(),
            affiliations: rows::affiliation_rows(profile),
            absences: rows::absence_rows(profile),
            ..Self::default()
        }
    }

    fn posted(fields: &Fields) -> Self {
        let languages = fields.0.iter().filter_map(|(name, value)| {
            let code = name.strip_prefix("language-")?;
            (!value.is_empty()).then(|| (code.to_owned(), value.clone()))
        });
        Self {
            agency: fields.get("agency").to_owned(),
            most_files: fields.get("most_files").to_owned(),
            languages: languages.collect(),
            other_language: fields.get("other_language").to_owned(),
            other_level: fields.get("other_level").to_owned(),
            themes: fields.all("theme").map(str::to_owned).collect(),
            regions: fields.all("region").map(str::to_owned).collect(),
            affiliations: rows::affiliations(fields),
            absences: rows::absences(fields),
        }
    }

    fn read(&self, reader: &Reader, errors: &mut Errors) -> EvaluatorProfile {
        let mut languages = Vec::new();
        for (code, level) in &self.languages {
            match level.parse::<Level>() {
                Ok(level) => languages.push((code.clone(), level)),
                Err(_) => errors.add(reader, &format!("language-{code}"), "unknown-option"),
            }
        }
        if !self.other_language.trim().is_empty() {
            let code = language::spoken_code(self.other_language.trim());
            match (code, self.other_level.parse::<Level>()) {
                (Some(code), Ok(level)) => languages.push((code.to_owned(), level)),
                (None, _) => errors.add(reader, "other_language", "language-tag"),
                (_, Err(_)) => errors.add(reader, "other_level", "missing"),
            }
        }
        let mut regions = BTreeSet::new();
        for name in &self.regions {
            match name.parse::<Region>() {
                Ok(region) => {
                    regions.insert(region);
                }
                Err(_) => errors.add(reader, "region", "unknown-option"),
            }
        }
        let agency = self.agency.trim();
        EvaluatorProfile {
            languages,
            themes: self.themes.clone(),
            regions,
            affiliations: rows::read_affiliations(reader, &self.affiliations, errors),
            agency: (!agency.is_empty()).then(|| agency.to_owned()),
            most_files: rows::read_most(reader, &self.most_files, errors),
            absences: rows::read_absences(reader, &self.absences, errors),
        }
    }
}

/// A language and how well it is known.
struct LanguageRow {
    code: String,
    name: String,
    levels: Vec<Choice>,
    error: String,
}

#[derive(Template)]
#[template(path = "evaluators/own.html")]
struct OwnPage {
    page: Page,
    typed: Typed,
    languages: Vec<LanguageRow>,
    levels: Vec<Choice>,
    themes: Vec<Choice>,
    regions: Vec<Choice>,
    agencies: Vec<String>,
    affiliations: Vec<AffiliationRow>,
    absences: Vec<AbsenceRow>,
    errors: Errors,
}

fn levels(reader: &Reader, chosen: &str) -> Vec<Choice> {
    let level = |level: &Level| {
        Choice::new(
            level.name(),
            reader.named("language-level", level),
            chosen == level.name(),
        )
    };
    Level::ALL.iter().map(level).collect()
}

fn page(
    visitor: &Visitor,
    app: &Application,
    known: Known,
    typed: Typed,
    errors: Errors,
) -> OwnPage {
    let reader = visitor.reader;
    let mut codes: BTreeSet<String> = OFFICIAL.iter().map(|code| (*code).to_owned()).collect();
    codes.extend(known.languages);
    codes.extend(typed.languages.keys().cloned());
    let mut agencies = known.agencies;
    agencies.insert(typed.agency.clone());
    let mut themes: Vec<Choice> = known
        .themes
        .iter()
        .map(|theme| {
            let title = theme.title.get(reader.language.code());
            Choice::new(&theme.id, title, typed.themes.contains(&theme.id))
        })
        .collect();
    // A theme of a call that is no longer to be seen is kept.
    for id in &typed.themes {
        if known.themes.iter().all(|theme| theme.id != *id) {
            themes.push(Choice::new(id, id, true));
        }
    }
    OwnPage {
        page: Page::new(visitor, app),
        languages: codes
            .into_iter()
            .map(|code| {
                let level = typed.languages.get(&code).map_or("", String::as_str);
                LanguageRow {
                    name: reader.spoken(&code),
                    levels: levels(&reader, level),
                    error: errors.of(format!("language-{code}")),
                    code,
                }
            })
            .collect(),
        levels: levels(&reader, &typed.other_level),
        themes,
        regions: Region::ALL
            .iter()
            .map(|region| {
                let chosen = typed.regions.contains(region.name());
                Choice::new(region.name(), reader.named("region", region), chosen)
            })
            .collect(),
        agencies: agencies
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect(),
        affiliations: rows::with_room(typed.affiliations.clone()),
        absences: rows::with_room(typed.absences.clone()),
        typed,
        errors,
    }
}

/// Shows the profile to its person.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let (profile, known) = block(&app, move |app| {
        let profile = evaluators::own(&app.facility, &actor)?;
        Ok((profile, evaluators::subjects(&app.facility, &actor)?))
    })
    .await?;
    render(&page(
        &visitor,
        &app,
        known,
        Typed::of(&profile),
        Errors::none(),
    ))
}

/// Keeps the profile.
pub async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let typed = Typed::posted(&fields);
    let mut errors = Errors::none();
    let profile = typed.read(&visitor.reader, &mut errors);
    let known = block(&app, {
        let actor = actor.clone();
        move |app| {
            evaluators::own(&app.facility, &actor)?;
            evaluators::subjects(&app.facility, &actor)
        }
    })
    .await?;
    if errors.is_empty() {
        let saved = block(&app, move |app| {
            evaluators::save_profile(&app.facility, &actor, &profile)
        });
        match saved.await {
            Ok(()) => return Ok(done(&app, "/evaluator", "evaluator-saved")),
            Err(failure) => errors = Errors::from_failure(&visitor.reader, failure)?,
        }
    }
    render_refused(&page(&visitor, &app, known, typed, errors))
}
