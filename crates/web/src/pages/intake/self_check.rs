//! The self-check of eligibility before one writes. Nothing of it is kept, and nobody needs to sign in.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use facility::call::CallView;
use facility::intake::self_check::{self, Checked};
use facility::registration;
use language::Reader;
use serde::Deserialize;
use workflow::criterion::{Check, Evidence, Finding, OrganisationFacts, Stated};
use workflow::definition::CallDefinition;
use workflow::ids::{CallId, OrganisationId};
use workflow::money::{Currency, Money};
use workflow::procedure::Stage;
use workflow::role::Role;
use workflow::transition::StageKind;

use super::before::{crumbs, view};
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::render_refused;
use crate::page::{Choice, Crumb, Page, render};
use crate::pages::parsing::{amount, date, id};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording::criteria::evidence;

/// What somebody says of themselves, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Given {
    organisation: String,
    country: String,
    legal_form: String,
    registered_on: String,
    budget: String,
    declarations: String,
    requested: String,
    months: String,
    language: String,
}

/// What the rules of a call need to know.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Asks {
    country: bool,
    legal_form: bool,
    registered_on: bool,
    budget: bool,
    declarations: bool,
    requested: bool,
    months: bool,
    language: bool,
}

impl Asks {
    fn of(definition: &CallDefinition) -> Self {
        let mut asks = Self::default();
        let Some(Stage::Screening(rules)) = definition.procedure.first(StageKind::Screening) else {
            return asks;
        };
        for criterion in &rules.criteria {
            asks = asks.with(&criterion.check);
        }
        asks
    }

    /// With what a rule needs to know.
    const fn with(mut self, check: &Check) -> Self {
        let asks = &mut self;
        match check {
            Check::RegisteredFor { .. } => asks.registered_on = true,
            Check::CountryEligible => asks.country = true,
            Check::AmountWithinLimits => asks.requested = true,
            Check::DurationWithinLimits => asks.months = true,
            Check::RequestAgainstBudget { .. } => {
                asks.requested = true;
                asks.budget = true;
            }
            Check::DeclarationsMade => asks.declarations = true,
            Check::LanguageAccepted => asks.language = true,
            Check::LegalForm { .. } => asks.legal_form = true,
            // Of these nobody can say anything beforehand.
            Check::Person
            | Check::DeadlineMet
            | Check::CertificateValid { .. }
            | Check::OwnBankAccount
            | Check::NoRedFlag
            | Check::NoOpenMatch
            | Check::ReferenceLetters { .. }
            | Check::GrantsInPeriod { .. }
            | Check::OneApplication
            | Check::DocumentsPresent { .. } => {}
        }
        self
    }
}

/// A criterion with what its rule says.
struct Verdict {
    text: String,
    family: &'static str,
    state: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "intake/self_check.html")]
struct CheckPage {
    page: Page,
    crumbs: Vec<Crumb>,
    given: Given,
    asks: Asks,
    organisations: Vec<Choice>,
    countries: Vec<Choice>,
    legal_forms: Vec<Choice>,
    languages: Vec<Choice>,
    declarations: Vec<Choice>,
    currency: &'static str,
    errors: Errors,
    /// What the rules say, once somebody has asked.
    results: Vec<Verdict>,
    /// The same in one sentence.
    summary: String,
    apply: String,
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    view: &CallView,
    given: Given,
    errors: Errors,
    checked: &[Checked],
) -> Result<CheckPage, PageError> {
    let reader = visitor.reader;
    let definition = &view.call.definition;
    let own = match visitor.maybe_actor() {
        Some(actor) => {
            block(app, move |app| {
                let mut own = Vec::new();
                for (organisation, _) in &actor.memberships {
                    if actor.member(*organisation, Role::Reader) {
                        own.push(registration::view(&app.facility, &actor, *organisation)?);
                    }
                }
                Ok(own)
            })
            .await?
        }
        None => Vec::new(),
    };
    let organisations = own.iter().map(|own| {
        let value = own.row.id.to_string();
        let chosen = value == given.organisation;
        Choice::new(value, &own.row.profile.legal_name, chosen)
    });
    let languages = definition.application_languages.iter();
    let countries = reader.countries().iter();
    let said = ["yes", "no"].map(|value| {
        Choice::new(
            value,
            reader.t(format!("form-{value}")),
            given.declarations == value,
        )
    });
    let results: Vec<Verdict> = checked
        .iter()
        .map(|checked| result(&reader, view, checked))
        .collect();
    let failed = results
        .iter()
        .filter(|result| result.family == "bad")
        .count();
    let open = results
        .iter()
        .filter(|result| result.family == "waiting")
        .count();
    let summary = match (results.is_empty(), failed, open) {
        (true, ..) => String::new(),
        (_, 0, 0) => reader.t("applying-check-all"),
        (_, 0, open) => reader.tn("applying-check-open", open),
        (_, failed, _) => reader.tn("applying-check-failed", failed),
    };
    Ok(CheckPage {
        page: Page::new(visitor, app),
        crumbs: crumbs(&reader, view),
        asks: Asks::of(definition),
        organisations: organisations.collect(),
        countries: countries
            .map(|(code, name)| Choice::new(code, name, *code == given.country))
            .collect(),
        legal_forms: registration::KINDS
            .iter()
            .map(|kind| {
                let word = reader.named("organisation-kind", kind);
                Choice::new(*kind, word, *kind == given.legal_form)
            })
            .collect(),
        languages: languages
            .map(|language| {
                Choice::new(
                    language,
                    reader.spoken(language),
                    *language == given.language,
                )
            })
            .collect(),
        declarations: said.to_vec(),
        currency: view.call.definition.currency().code(),
        given,
        errors,
        results,
        summary,
        apply: format!("/calls/{}/apply", view.call.id),
    })
}

fn result(reader: &Reader, view: &CallView, checked: &Checked) -> Verdict {
    let finding = checked.proposed.as_ref().map(|proposed| proposed.finding);
    let (family, state) = match finding {
        Some(Finding::Pass) => ("good", "applying-check-met"),
        Some(Finding::Fail) => ("bad", "applying-check-not-met"),
        _ => ("waiting", "applying-check-cannot-tell"),
    };
    let reason = match &checked.proposed {
        None => reader.t("applying-check-by-a-person"),
        Some(proposed) if proposed.evidence == Evidence::Unknown => {
            // The organisation's own people can say it here, or it is looked at later.
            let asked = Asks::default().with(&checked.criterion.check) != Asks::default();
            reader.t(if asked {
                "applying-check-not-said"
            } else {
                "self-check-later"
            })
        }
        Some(proposed) => evidence(reader, &view.call, &proposed.evidence),
    };
    Verdict {
        text: checked
            .criterion
            .text
            .get(reader.language.code())
            .to_owned(),
        family,
        state: reader.t(state),
        reason,
    }
}

/// Asks what the rules need to know.
pub(super) async fn ask(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let view = view(&visitor, &app, id(&path)?).await?;
    render(&page(&visitor, &app, &view, Given::default(), Errors::none(), &[]).await?)
}

/// Says what the rules say.
pub(super) async fn check(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(given): Form<Given>,
) -> Result<HttpResponse, PageError> {
    let call: CallId = id(&path)?;
    let view = view(&visitor, &app, call).await?;
    let reader = visitor.reader;
    let mut errors = Errors::none();
    let (typed, stated) = read(
        &reader,
        &given,
        view.call.definition.currency(),
        &mut errors,
    );
    if !errors.is_empty() {
        return render_refused(&page(&visitor, &app, &view, given, errors, &[]).await?);
    }
    let actor = visitor.maybe_actor();
    let organisation = given.organisation.parse::<OrganisationId>().ok();
    let checked = block(&app, move |app| {
        let known = match (&actor, organisation) {
            (Some(actor), Some(organisation)) => {
                Some(self_check::known(&app.facility, actor, organisation)?)
            }
            _ => None,
        };
        let facts = self_check::filled(typed, known);
        self_check::check(&app.facility, actor.as_ref(), call, &facts, &stated)
    })
    .await?;
    render(&page(&visitor, &app, &view, given, Errors::none(), &checked).await?)
}

fn read(
    reader: &Reader,
    given: &Given,
    currency: Currency,
    errors: &mut Errors,
) -> (OrganisationFacts, Stated) {
    let money = |field: &str, raw: &str, errors: &mut Errors| -> Option<Money> {
        (!raw.trim().is_empty())
            .then(|| amount(reader, errors, field, raw, currency))
            .flatten()
    };
    let registered_on: Option<NaiveDate> = (!given.registered_on.trim().is_empty())
        .then(|| date(reader, errors, "registered_on", &given.registered_on))
        .flatten();
    let months = given.months.trim();
    let read_months = months.parse().ok();
    if !months.is_empty() && read_months.is_none() {
        errors.add(reader, "months", "number");
    }
    let facts = OrganisationFacts {
        country: given.country.parse().ok(),
        legal_form: registration::KINDS
            .contains(&given.legal_form.as_str())
            .then(|| given.legal_form.clone()),
        registered_on,
        annual_budget: money("budget", &given.budget, errors),
        declarations: match given.declarations.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        ..OrganisationFacts::default()
    };
    let stated = Stated {
        requested: money("requested", &given.requested, errors),
        months: read_months,
        language: (!given.language.is_empty()).then(|| given.language.clone()),
        position: 0,
    };
    (facts, stated)
}
