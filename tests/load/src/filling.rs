//! A call one minute before its deadline, with everybody's drafts written and nothing submitted.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use facility::Facility;
use facility::accounts::{self, Scope};
use facility::clock::SetClock;
use facility::documents::scanning::Scanner;
use language::Language;
use serde_json::{Value, json};
use store::documents::Contents;
use store::{DatabaseUrl, Store};
use workflow::call::Command;
use workflow::country::Country;
use workflow::definition::CallDefinition;
use workflow::form::{AnswerKind, Answers, Question};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::money::Currency;
use workflow::registration::{BankAccount, Declarations, Officer, Profile, YearlyBudget};
use workflow::role::{Actor, Appointment, Role};

use crate::Trouble;

/// Somebody with a draft.
pub struct Applicant {
    /// Their key of the API.
    pub token: String,
    /// Their draft.
    pub proposal: ProposalId,
}

/// What everybody is about to submit to.
pub struct Filled {
    /// The call.
    pub call: CallId,
    /// Its deadline (UTC).
    pub deadline: DateTime<Utc>,
    /// Who has a draft.
    pub applicants: Vec<Applicant>,
}

/// The question whose answer is written again and again in the last minute.
pub const WRITTEN: &str = "summary";

/// Makes the tables of an empty database and fills them through the use cases. `told` hears how many drafts there are.
pub fn fill(
    url: &DatabaseUrl,
    folder: &Path,
    drafts: usize,
    mut told: impl FnMut(usize),
) -> Result<Filled, Trouble> {
    let durable = Store::open(url, 2)?;
    durable.migrate()?;
    let clock = Arc::new(SetClock::at(
        "2030-02-01T09:00:00Z".parse().unwrap_or_default(),
    ));
    let facility = Facility {
        store: durable.hurried()?,
        contents: Contents::folder(&folder.join("documents"))?,
        rules: facility::due_diligence::standard()?,
        scanner: Scanner::new(None, false),
        clock: clock.clone(),
    };
    let (call, definition) = publish(&facility, &clock)?;
    let deadline = definition.dates.deadline().at();
    clock.set(deadline - TimeDelta::days(3));
    let countries: Vec<Country> = Country::all().collect();
    let mut applicants = Vec::with_capacity(drafts);
    for number in 0..drafts {
        let country = countries[number % countries.len()];
        applicants.push(applicant(&facility, call, &definition, number, country)?);
        told(number + 1);
    }
    // Waits for the disk, and with it everything before.
    durable.write(|conn| store::settings::set(conn, "demonstration", "1"))?;
    Ok(Filled {
        call,
        deadline,
        applicants,
    })
}

/// Sets the clock of the program that serves the database: it shows `story` now, and goes on.
pub fn set_clock(url: &DatabaseUrl, story: DateTime<Utc>) -> Result<DateTime<Utc>, Trouble> {
    let now = Utc::now();
    Store::open(url, 1)?.write(|conn| {
        store::settings::set(conn, "demonstration_today", &story.to_rfc3339())?;
        store::settings::set(conn, "demonstration_loaded_at", &now.to_rfc3339())
    })?;
    Ok(now)
}

/// The founding call in another year, with the questions that are written by hand.
fn publish(facility: &Facility, clock: &SetClock) -> Result<(CallId, CallDefinition), Trouble> {
    let mut definition = facility::call::template("ungift-2010")?;
    definition.code = "LOAD2030".to_owned();
    let dates = &mut definition.dates;
    let day = |month, day| NaiveDate::from_ymd_opt(2030, month, day).unwrap_or_default();
    dates.opens = day(3, 1).and_hms_opt(0, 0, 0).unwrap_or_default();
    dates.closes = day(4, 5).and_hms_opt(23, 59, 0).unwrap_or_default();
    (dates.questions_until, dates.answers_by) = (None, None);
    (dates.results_on, dates.projects_start, dates.projects_end) = (None, None, None);
    for section in &mut definition.form.sections {
        section
            .questions
            .retain(|question| answer(question).is_some() || !question.required);
    }
    definition
        .form
        .sections
        .retain(|section| !section.questions.is_empty());
    let officer = staff(facility, "officer", Role::ProgrammeOfficer)?;
    let manager = staff(facility, "manager", Role::FacilityManager)?;
    let call = facility::call::draft(facility, &officer, definition.clone())?;
    facility::call::act(facility, &manager, call, None, &Command::Approve)?;
    clock.set("2030-02-20T09:00:00Z".parse().unwrap_or_default());
    facility::call::act(facility, &officer, call, None, &Command::Publish)?;
    Ok((call, definition))
}

fn staff(facility: &Facility, name: &str, role: Role) -> Result<Actor, Trouble> {
    let person = person(facility, name)?;
    let appointment = Appointment {
        role,
        call: None,
        agency: None,
    };
    let now = facility.clock.now();
    facility
        .store
        .write(|conn| store::people::appoint(conn, person, &appointment, None, now))?;
    Ok(key(facility, person)?.1)
}

fn person(facility: &Facility, name: &str) -> Result<PersonId, Trouble> {
    let now = facility.clock.now();
    let email = format!("{name}@load.example");
    let mut person = accounts::new_person(&email, name, Language::English, None, now);
    person.email_confirmed_at = Some(now.into());
    facility
        .store
        .write(|conn| store::people::insert(conn, &person))?;
    Ok(person.id)
}

/// A key of the API for a person, and the person as somebody who acts.
fn key(facility: &Facility, person: PersonId) -> Result<(String, Actor), Trouble> {
    let token = accounts::create_token(facility, person, "load", Scope::Write)?;
    let (known, _) =
        accounts::token(facility, &token)?.ok_or(Trouble::Unexpected("a key is not known"))?;
    Ok((token, known.actor))
}

fn applicant(
    facility: &Facility,
    call: CallId,
    definition: &CallDefinition,
    number: usize,
    country: Country,
) -> Result<Applicant, Trouble> {
    let owner = person(facility, &format!("owner{number}"))?;
    let second = person(facility, &format!("second{number}"))?;
    let organisation = facility::registration::register(facility, owner, profile(number, country))?;
    let now = facility.clock.now();
    facility.store.write(|conn| {
        store::people::add_membership(conn, organisation, second, Role::Editor, now)
    })?;
    let (token, owner) = key(facility, owner)?;
    let proposal = facility::intake::start(facility, &owner, call, organisation)?;
    facility::intake::save(facility, &owner, proposal, None, answers(definition))?;
    Ok(Applicant { token, proposal })
}

/// A name nobody else has, and nobody would take for another's.
fn name(number: usize) -> String {
    const PARTS: [&str; 20] = [
        "Bar", "Cel", "Dun", "Fir", "Gom", "Hul", "Jav", "Kes", "Lor", "Mig", "Nad", "Pox", "Quy",
        "Rel", "Sut", "Tav", "Ump", "Vix", "Wen", "Zor",
    ];
    // Spreads neighbours, so that names of one country share little.
    let mut left = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(PARTS[(left % 20) as usize]);
        left /= 20;
    }
    format!("{word} {number:04}")
}

fn profile(number: usize, country: Country) -> Profile {
    let name = name(number);
    let year = |year| YearlyBudget {
        year,
        minor: 30_000_000,
    };
    let text = |text: &str| Some(text.to_owned());
    Profile {
        registration_number: Some(format!("LOAD-{number:05}")),
        registration_authority: text("Registrar of Associations"),
        registered_on: NaiveDate::from_ymd_opt(2019, 5, 3),
        founded_on: NaiveDate::from_ymd_opt(2018, 11, 20),
        unregistered_reason: text("The certificate is being renewed."),
        address: Some(format!("{number} Main Road")),
        email: Some(format!("office@organisation-{number}.example")),
        officers: vec![Officer::named(format!("Officer {name}"))],
        budget_currency: Some(Currency::USD),
        budgets: vec![year(2029), year(2028), year(2027)],
        bank_account: Some(BankAccount {
            holder: name.clone(),
            bank: "National Cooperative Bank".to_owned(),
            country,
            number: format!("{:010}", 4_000_000_000_u64 + number as u64),
            bic: None,
        }),
        unaudited_reason: text("The accounts are with the auditor."),
        experience: text("Shelter and legal counselling for survivors."),
        working_languages: BTreeSet::from(["en".to_owned()]),
        declarations: Declarations::all_yes(),
        ..Profile::new(name, country, "association".to_owned())
    }
}

fn answers(definition: &CallDefinition) -> Answers {
    let questions = definition.form.questions();
    questions
        .filter_map(|(_, question)| Some((question.id.clone(), answer(question)?)))
        .collect()
}

/// An answer of ordinary length to a question; nothing to one that asks for more than is typed into a field.
fn answer(question: &Question) -> Option<Value> {
    if question.when.is_some() {
        return None;
    }
    let words =
        |most: u32| "Shelter, counsel and a way home. ".repeat((most as usize / 12).clamp(1, 40));
    Some(match &question.answer {
        AnswerKind::ShortText { .. } => json!("A way home"),
        AnswerKind::LongText { words: most } => json!(words(*most)),
        AnswerKind::Number { min, .. } => json!(min),
        AnswerKind::Money {} => json!(4_000_000),
        AnswerKind::Date {} => json!("2030-09-01"),
        AnswerKind::Choice { options } => json!(options.first()?.id),
        AnswerKind::Choices { options } => json!([options.first()?.id]),
        AnswerKind::Country {} => json!("KE"),
        AnswerKind::Declaration {} => json!(true),
        AnswerKind::Budget { .. } => json!([
            budget_line("staff", 2_000_000),
            budget_line("training", 1_000_000),
            budget_line("services", 1_000_000),
        ]),
        _ => return None,
    })
}

fn budget_line(heading: &str, minor: i64) -> Value {
    json!({
        "heading": heading, "description": "As planned", "quantity": 1, "unit_cost_minor": minor, "requested_minor": minor,
    })
}
