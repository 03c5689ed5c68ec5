//! The bank details of a grant on its page, and their confirmation.

use facility::monitoring::GrantView;
use language::Reader;
use workflow::payment::Channel;
use workflow::transition::Action;

use super::grant::Typed;
use crate::form::Errors;
use crate::page::Choice;

/// Where payments go.
pub struct Bank {
    /// Holder, bank, number, BIC and the day of the last change, each with its label.
    pub facts: Vec<(String, String)>,
    /// Confirmations so far.
    pub confirmed: Vec<String>,
    /// The form to confirm them, where the person may and must.
    pub confirm: Option<Confirm>,
}

/// The form to confirm bank details.
pub struct Confirm {
    /// The digest of the details shown.
    pub details: String,
    /// Whom they reached.
    pub reached: String,
    /// How.
    pub channels: Vec<Choice>,
    /// When.
    pub reached_on: String,
    /// Errors of the fields reached, channel and day.
    pub errors: [String; 3],
}

/// The bank details as the reader sees them; nothing for who has no part in payments.
pub fn bank(reader: &Reader, view: &GrantView, typed: &Typed, errors: &Errors) -> Option<Bank> {
    let account = view.account.as_ref()?;
    let details = &account.details;
    let mut facts = vec![
        (reader.t("bank-holder"), details.holder.clone()),
        (
            reader.t("bank-name"),
            format!("{}, {}", details.bank, reader.country(details.country)),
        ),
        (reader.t("bank-number"), details.number.clone()),
    ];
    if let Some(bic) = &details.bic {
        facts.push((reader.t("bank-bic"), bic.clone()));
    }
    if let Some(on) = account.changed_on {
        facts.push((reader.t("bank-changed-on"), reader.date(on)));
    }
    let confirmed = view.confirmations.iter().map(|one| {
        let channel = reader.named("channel", one.confirmation.channel);
        let values = [
            ("whom", one.whom.as_str().into()),
            ("date", reader.date(one.confirmation.reached_on).into()),
            ("channel", channel.into()),
        ];
        reader.ta("bank-confirmed", values)
    });
    let asked = view.actions.contains(&Action::ConfirmBankDetails) && !view.to_confirm.is_empty();
    let confirm = asked.then(|| Confirm {
        details: account.digest.to_string(),
        reached: typed.reached.clone(),
        channels: Channel::ALL
            .iter()
            .map(|channel| {
                let text = reader.named("channel", channel);
                Choice::new(channel.name(), text, typed.channel == channel.name())
            })
            .collect(),
        reached_on: if typed.reached_on.is_empty() {
            view.today.to_string()
        } else {
            typed.reached_on.clone()
        },
        errors: ["reached", "channel", "reached_on"].map(|field| errors.of(field)),
    });
    Some(Bank {
        facts,
        confirmed: confirmed.collect(),
        confirm,
    })
}
