//! Monitoring: a grant as a person sees it, its reports and payments.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use store::AnyConn;
use workflow::call::Call;
use workflow::country::Country;
use workflow::due_diligence::Step;
use workflow::grant::{self, Command, Grant};
use workflow::ids::{CallId, GrantId};
use workflow::monitoring::ReportStanding;
use workflow::policy::{self, View};
use workflow::record::Digest;
use workflow::registration::BankAccount;
use workflow::role::Actor;
use workflow::transition::Action;

use crate::Facility;
use crate::cases;
use crate::failure::Failure;
use crate::payments::{self, GrantCase};
use crate::registration::sees_bank_account;

/// A report as the reader sees it.
pub struct ReportView {
    /// Number, from 1.
    pub number: u32,
    /// The report.
    pub report: grant::Report,
    /// How it looks today.
    pub standing: ReportStanding,
    /// What it says, as last submitted.
    pub content: Option<String>,
    /// Why it was sent back or waived.
    pub points: Option<String>,
}

/// The bank details a grant is paid to.
pub struct Account {
    /// Holder, bank and number.
    pub details: BankAccount,
    /// Their digest, by which they are confirmed and approved.
    pub digest: Digest,
    /// The day they last changed, on the clocks of the call's zone; nothing while they are those stated first.
    pub changed_on: Option<NaiveDate>,
    /// The organisation's country.
    pub country: Country,
}

/// Bank details that were confirmed.
pub struct Reached {
    /// Whom the finance officer reached.
    pub whom: String,
    /// How, when and by whom.
    pub confirmation: grant::Confirmation,
}

/// A grant as one person sees it now.
pub struct GrantView {
    /// Place in the chain.
    pub seq: i64,
    /// The grant.
    pub grant: Grant,
    /// The call.
    pub call: Arc<Call>,
    /// Reference of the proposal.
    pub reference: String,
    /// Title of the project.
    pub title: String,
    /// The grantee's name.
    pub organisation: String,
    /// Reports in order.
    pub reports: Vec<ReportView>,
    /// What the person may do to reports and payments, by number.
    pub item_actions: Vec<(Action, u32)>,
    /// What the person may do to the grant.
    pub actions: Vec<Action>,
    /// Whether the person has part in payments for the facility, and nothing holds the organisation back from being paid.
    pub payable: bool,
    /// The bank details payments go to, for whoever has part in payments.
    pub account: Option<Account>,
    /// Tranches whose bank details are to be confirmed first, with the day they changed; for people of the facility
    /// who have part in payments.
    pub to_confirm: BTreeMap<u32, NaiveDate>,
    /// Bank details confirmed so far, for whoever has part in payments.
    pub confirmations: Vec<Reached>,
    /// How many approvals each tranche takes.
    pub approvals: BTreeMap<u32, usize>,
    /// Today, for dates.
    pub today: NaiveDate,
}

/// A grant as the person sees it. Hidden when they do not see the whole file.
pub fn view(facility: &Facility, actor: &Actor, id: GrantId) -> Result<GrantView, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let GrantCase {
            grant: loaded,
            case,
            rules,
            account,
        } = GrantCase::load(conn, id, now)?;
        let proposal = &case.proposal.state;
        if policy::view(actor, &grant::subject(&loaded.state, proposal)) != View::File {
            return Err(Failure::hidden());
        }
        let situation = payments::situation(&case, &rules, account, actor, now);
        let today = situation.today();
        let organisation =
            store::organisations::find(conn, proposal.organisation)?.ok_or_else(Failure::hidden)?;
        let mut reports = Vec::new();
        for (number, report) in &loaded.state.reports {
            reports.push(ReportView {
                number: *number,
                standing: report.status.standing(report.plan.due_on, today),
                content: text(conn, report.content)?,
                points: text(conn, report.points)?,
                report: report.clone(),
            });
        }
        let has_part = sees_bank_account(actor, proposal.organisation);
        let pays = has_part && !policy::is_party(actor, &grant::subject(&loaded.state, proposal));
        let to_confirm = payments::to_confirm(&loaded.state, &situation)
            .into_iter()
            .filter(|_| pays)
            .collect();
        let mut confirmations = Vec::new();
        for confirmation in loaded.state.confirmations.iter().filter(|_| has_part) {
            confirmations.push(Reached {
                whom: text(conn, Some(confirmation.reached))?.unwrap_or_default(),
                confirmation: *confirmation,
            });
        }
        Ok(GrantView {
            seq: loaded.seq,
            reference: proposal.reference(&case.call).unwrap_or_default(),
            title: proposal
                .intake
                .submission
                .as_ref()
                .map(|s| s.title.clone())
                .unwrap_or_default(),
            organisation: organisation.profile.legal_name,
            reports,
            item_actions: grant::available_items(&loaded.state, &situation),
            actions: grant::available(&loaded.state, &situation),
            payable: pays && case.standing.allows(Step::Payment).is_ok(),
            account: account
                .zip(organisation.profile.bank_account)
                .filter(|_| has_part)
                .map(|(on_file, details)| Account {
                    digest: on_file.digest,
                    changed_on: on_file
                        .changed_at
                        .map(|at| workflow::payment::local_day(at, situation.zone)),
                    country: organisation.profile.country,
                    details,
                }),
            to_confirm,
            confirmations,
            approvals: loaded
                .state
                .payments
                .iter()
                .map(|(number, payment)| (*number, rules.approvals(payment.tranche.amount_minor)))
                .collect(),
            grant: loaded.state,
            call: case.call,
            today,
        })
    })
}

fn text(conn: &mut AnyConn, digest: Option<Digest>) -> Result<Option<String>, Failure> {
    let Some(digest) = digest else {
        return Ok(None);
    };
    Ok(store::drafts::find_text(conn, digest)?)
}

impl GrantView {
    /// What the payment of a tranche is called, here and at the bank.
    pub fn payment_reference(&self, tranche: u32) -> String {
        workflow::payment::reference(&self.reference, self.grant.id, tranche)
    }
}

/// Carries out a command on a grant.
pub fn act(
    facility: &Facility,
    actor: &Actor,
    id: GrantId,
    seen: Option<i64>,
    command: &Command,
) -> Result<i64, Failure> {
    facility
        .store
        .write(|conn| cases::act_on_grant(conn, facility, actor, id, seen, command))
}

/// The grants of a call (of all calls when `None`) the person sees, as views, in the order of their start.
pub fn list(
    facility: &Facility,
    actor: &Actor,
    call: Option<CallId>,
) -> Result<Vec<GrantView>, Failure> {
    let ids = facility
        .store
        .read(|conn| store::grants::ids(conn, call).map_err(Failure::from))?;
    let mut found = Vec::new();
    for id in ids {
        match view(facility, actor, id) {
            Ok(view) => found.push(view),
            Err(Failure::Refused(workflow::refusal::Refusal::Hidden)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(found)
}
