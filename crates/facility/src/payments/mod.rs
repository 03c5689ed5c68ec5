//! Payments: what a decision about a grant depends on, the desk of the finance officer, and files for the bank.

mod credit_transfer;
mod desk;
mod orders;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use store::AnyConn;
use store::cases::Loaded;
use workflow::grant::{self, Grant, Situation};
use workflow::ids::GrantId;
use workflow::payment::{OnFile, Rules};
use workflow::procedure::Stage;
use workflow::role::Actor;
use workflow::transition::StageKind;

use crate::cases::{self, ProposalCase};
use crate::failure::Failure;

pub use credit_transfer::{Payer, credit_transfer};
pub use desk::{Desk, DeskLine, Step, desk};
pub use orders::{COLUMNS, Order, csv, orders};

/// A grant with everything a decision about it depends on.
pub(crate) struct GrantCase {
    /// The grant and its place in the chain.
    pub grant: Loaded<Grant>,
    /// The proposal it came from.
    pub case: ProposalCase,
    /// The call's rules of payments.
    pub rules: Rules,
    /// The organisation's bank details.
    pub account: Option<OnFile>,
}

impl GrantCase {
    /// Loads a grant; unknown ones are hidden.
    pub fn load(conn: &mut AnyConn, id: GrantId, now: DateTime<Utc>) -> Result<Self, Failure> {
        let grant = store::cases::load_grant(conn, id)?.ok_or_else(Failure::hidden)?;
        let case = ProposalCase::load(conn, grant.state.proposal, now)?;
        let organisation = case.proposal.state.organisation;
        let row = store::organisations::find(conn, organisation)?.ok_or_else(Failure::hidden)?;
        let account = match row.profile.bank_account {
            Some(account) => Some(OnFile {
                digest: account.digest(),
                changed_at: cases::load_organisation(conn, organisation)?
                    .state
                    .bank_changed_at,
            }),
            None => None,
        };
        let rules = match case.call.definition.procedure.first(StageKind::Monitoring) {
            Some(Stage::Monitoring(rules)) => rules.payments.clone(),
            _ => Rules::default(),
        };
        Ok(Self {
            grant,
            case,
            rules,
            account,
        })
    }
}

/// The situation in which somebody acts on a grant. Days are counted on the clocks of the call's zone.
pub(crate) fn situation<'a>(
    case: &'a ProposalCase,
    rules: &'a Rules,
    account: Option<OnFile>,
    actor: &'a Actor,
    now: DateTime<Utc>,
) -> Situation<'a> {
    Situation {
        proposal: &case.proposal.state,
        standing: &case.standing,
        rules,
        account,
        zone: case.call.definition.dates.zone,
        actor,
        now,
    }
}

/// Payments under way whose bank details are to be confirmed first, with the day they changed.
pub(crate) fn to_confirm(grant: &Grant, situation: &Situation<'_>) -> BTreeMap<u32, NaiveDate> {
    grant
        .payments
        .iter()
        .filter(|(_, payment)| payment.status.is_under_way())
        .filter_map(|(number, payment)| {
            let changed_on = grant::account_changed(grant, payment, situation)?;
            Some((*number, changed_on))
        })
        .collect()
}
