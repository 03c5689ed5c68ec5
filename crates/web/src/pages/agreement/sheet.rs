//! The terms of an agreement as a document.

use std::collections::BTreeMap;

use facility::proposal::ProposalView;
use language::Reader;
use workflow::agreement::{Terms, Tranche};
use workflow::ids::PersonId;
use workflow::money::{Currency, Money};
use workflow::procedure::Stage;
use workflow::transition::StageKind;

use crate::wording;

/// Names of people by id.
pub type Names = BTreeMap<PersonId, String>;

/// The agreement, ready to read and to print.
pub struct Sheet {
    /// Call.
    pub call: String,
    /// Grantee.
    pub organisation: String,
    /// Country of the grantee.
    pub country: String,
    /// Title of the project.
    pub project: String,
    /// The grant.
    pub amount: String,
    /// First and last day.
    pub period: String,
    /// Tranches in order.
    pub tranches: Vec<TrancheLine>,
    /// Reports in order.
    pub reports: Vec<ReportLine>,
    /// Both sides.
    pub signatures: [Signature; 2],
    /// When the second signature came, in words; empty before.
    pub signed_on: String,
}

/// A tranche of the agreement.
pub struct TrancheLine {
    /// Its name.
    pub name: String,
    /// When, and after which report.
    pub condition: String,
    /// What it is of the grant.
    pub share: String,
    /// Amount.
    pub amount: String,
}

/// A report of the agreement.
pub struct ReportLine {
    /// Its name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Period.
    pub period: String,
    /// Due day.
    pub due: String,
}

/// The signature of a side.
pub struct Signature {
    /// For whom.
    pub side: String,
    /// Who; empty when it is missing.
    pub name: String,
}

/// What must come first for a tranche, in words.
pub fn condition(reader: &Reader, tranche: &Tranche) -> String {
    let due = reader.date(tranche.due_on);
    match tranche.after_report {
        None => reader.ta("tranche-condition-date", [("date", due.into())]),
        Some(number) => reader.ta(
            "tranche-condition-both",
            [("date", due.into()), ("number", number.into())],
        ),
    }
}

/// A period in words.
pub fn period(reader: &Reader, from: chrono::NaiveDate, to: chrono::NaiveDate) -> String {
    let values = [
        ("from", reader.date(from).into()),
        ("to", reader.date(to).into()),
    ];
    reader.ta("format-range", values)
}

/// Between which amounts the grant must be.
pub fn limits(reader: &Reader, view: &ProposalView) -> String {
    let Some(awarded) = view.proposal.awarded() else {
        return String::new();
    };
    let funding = view.call.definition.funding.as_ref();
    let least = Money::new(funding.map_or(0, |f| f.grant_min_minor), awarded.currency);
    let values = [
        ("min", wording::money(reader, least).into()),
        ("max", wording::money(reader, awarded).into()),
    ];
    reader.ta("agreement-amount-hint", values)
}

fn tranches(reader: &Reader, terms: &Terms) -> Vec<TrancheLine> {
    let currency: Currency = terms.amount.currency;
    (1_u32..)
        .zip(&terms.tranches)
        .map(|(number, tranche)| TrancheLine {
            name: reader.ta("tranche-number", [("number", number.into())]),
            condition: condition(reader, tranche),
            share: reader.share(tranche.amount_minor, terms.amount.minor),
            amount: wording::money(reader, Money::new(tranche.amount_minor, currency)),
        })
        .collect()
}

fn reports(reader: &Reader, view: &ProposalView, terms: &Terms) -> Vec<ReportLine> {
    let Some(Stage::Monitoring(rules)) =
        view.call.definition.procedure.first(StageKind::Monitoring)
    else {
        return Vec::new();
    };
    let plan = rules
        .plan(terms.starts_on, terms.ends_on)
        .unwrap_or_default();
    (1_u32..)
        .zip(plan)
        .map(|(number, plan)| ReportLine {
            name: reader.ta("report-title", [("number", number.into())]),
            kind: reader.named("report-kind", plan.report),
            period: period(reader, plan.from, plan.to),
            due: reader.date(plan.due_on),
        })
        .collect()
}

/// The document for a reader.
pub fn sheet(reader: &Reader, view: &ProposalView, terms: &Terms, names: &Names) -> Sheet {
    let agreement = &view.proposal.agreement;
    let signature = |key: &str, by: Option<PersonId>| Signature {
        side: reader.t(key),
        name: by
            .and_then(|by| names.get(&by).cloned())
            .unwrap_or_default(),
    };
    Sheet {
        call: view
            .call
            .definition
            .title
            .get(reader.language.code())
            .to_owned(),
        organisation: view.organisation.clone(),
        country: reader.country(view.country),
        project: view.title.clone(),
        amount: wording::money(reader, terms.amount),
        period: period(reader, terms.starts_on, terms.ends_on),
        tranches: tranches(reader, terms),
        reports: reports(reader, view, terms),
        signatures: [
            signature("agreement-signed-by-facility", agreement.signed_by_facility),
            signature("agreement-signed-by-applicant", agreement.signed_by_grantee),
        ],
        signed_on: agreement
            .signed_at
            .map(|at| reader.ta("agreement-signed-on", [("date", reader.day(at).into())]))
            .unwrap_or_default(),
    }
}
