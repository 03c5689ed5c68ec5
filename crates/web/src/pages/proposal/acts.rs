//! What may be done on the page of a proposal: the ways to other pages, the acts with forms of their own, and the commands
//! they become.

use facility::proposal::ProposalView;
use language::Reader;
use serde::Deserialize;
use workflow::money::Money;
use workflow::proposal::Command;
use workflow::text::Text;
use workflow::transition::{Action, StageKind};
use workflow::{evaluation, intake, screening, selection};

use crate::form::Errors;
use crate::wording;

/// A page where something is done.
pub(super) struct Way {
    pub(super) href: String,
    pub(super) text: String,
}

/// An act with its form on this page.
pub(super) struct Act {
    /// Name of the action: where the form is sent, and the id of its text.
    pub(super) name: &'static str,
    pub(super) title: String,
    pub(super) lead: String,
    /// Label of the text; empty when there is none to write.
    pub(super) label: String,
    pub(super) required: bool,
    /// The amount to fill in; `None` when there is none.
    pub(super) amount: Option<String>,
    pub(super) button: &'static str,
    pub(super) confirm: String,
}

/// A criterion that was not met.
pub(super) struct Reason {
    pub(super) criterion: String,
    /// As the call words it; may be empty.
    pub(super) code: String,
    pub(super) reason: String,
}

/// What was typed into the form of one act.
#[derive(Clone, Default)]
pub(super) struct Typed {
    pub(super) action: String,
    pub(super) text: String,
    pub(super) amount: String,
}

impl Typed {
    /// The act with what was typed into its form.
    pub(super) fn filled(&self, act: Act) -> Act {
        let mine = self.action == act.name;
        Act {
            amount: act
                .amount
                .map(|given| if mine { self.amount.clone() } else { given }),
            ..act
        }
    }
}

/// The pages on which things are done that have a page of their own.
pub(super) fn ways(reader: &Reader, view: &ProposalView) -> Vec<Way> {
    let id = view.proposal.id;
    let stage = view.proposal.stage;
    let mut found: Vec<Way> = Vec::new();
    for action in &view.actions {
        let page = match action {
            Action::SaveDraft => continue,
            Action::Submit => "draft",
            Action::NameCoApplicant
            | Action::RemoveCoApplicant
            | Action::AgreeToCoApply
            | Action::DeclineToCoApply => "co-applicants",
            Action::AnswerClarification => "clarification",
            Action::Withdraw
            | Action::Appeal
            | Action::Reinstate
            | Action::Release
            | Action::Advance
            | Action::ReturnToAgenda
            | Action::ProposePromotion
            | Action::Promote
            | Action::AcceptAward
            | Action::DeclineAward
            | Action::LapseAward => continue,
            Action::DeclareConflict | Action::DeclareNoConflict => match stage {
                StageKind::Evaluation => "evaluation",
                StageKind::Selection => "selection",
                _ => "screening",
            },
            _ => match stage {
                StageKind::Intake => "draft",
                StageKind::Screening => "screening",
                StageKind::Evaluation => "evaluation",
                StageKind::Selection => "selection",
                StageKind::Agreement => "agreement",
                StageKind::Monitoring => continue,
            },
        };
        let href = format!("/proposals/{id}/{page}");
        let text = match action {
            Action::Submit if view.proposal.intake.submission.is_some() => {
                reader.t("action-replace")
            }
            Action::Submit => reader.t("call-continue-draft"),
            _ if page == "co-applicants" => reader.t("together-title"),
            action => reader.named("action", action),
        };
        if found.iter().all(|way| way.href != href) {
            found.push(Way { href, text });
        }
    }
    if let Some(grant) = view.grant {
        found.push(Way {
            href: format!("/grants/{grant}"),
            text: reader.t("proposal-to-grant"),
        });
    }
    found
}

/// The acts whose forms stand on this page.
pub(super) fn acts(reader: &Reader, view: &ProposalView) -> Vec<Act> {
    let act = |name: &'static str, lead: String, label: String, required: bool| Act {
        title: reader.t(format!("action-{}", name.replace('_', "-"))),
        name,
        lead,
        label,
        required,
        amount: None,
        button: "",
        confirm: String::new(),
    };
    let reason = || reader.t("form-reason");
    let mut found: Vec<Act> = view
        .actions
        .iter()
        .filter_map(|action| {
            Some(match action {
                Action::Appeal => act(
                    "appeal",
                    reader.t("appeal-lead"),
                    reader.t("appeal-grounds"),
                    true,
                ),
                Action::Advance => Act {
                    confirm: reader.t("form-confirm-question"),
                    ..act("advance", reader.t("advance-lead"), String::new(), false)
                },
                Action::Release => Act {
                    confirm: reader.t("form-confirm-question"),
                    ..act("release", reader.t("release-lead"), String::new(), false)
                },
                Action::ReturnToAgenda => act(
                    "return_to_agenda",
                    reader.t("return-to-agenda-lead"),
                    reader.t("return-to-agenda-what"),
                    true,
                ),
                Action::ProposePromotion => Act {
                    amount: Some(promoted(view)),
                    ..act(
                        "propose_promotion",
                        reader.t("promote-lead"),
                        reason(),
                        true,
                    )
                },
                Action::Promote => Act {
                    confirm: reader.t("form-confirm-question"),
                    ..act("promote", proposed(reader, view), String::new(), false)
                },
                Action::AcceptAward => Act {
                    confirm: reader.t("form-confirm-question"),
                    ..act("accept_award", offered(reader, view), String::new(), false)
                },
                Action::DeclineAward => Act {
                    button: "button-danger",
                    confirm: reader.t("form-confirm-question"),
                    ..act(
                        "decline_award",
                        reader.t("decline-award-lead"),
                        reason(),
                        true,
                    )
                },
                Action::LapseAward => Act {
                    button: "button-danger",
                    confirm: reader.t("form-confirm-question"),
                    ..act("lapse_award", reader.t("lapse-award-lead"), reason(), true)
                },
                Action::Reinstate => act("reinstate", reader.t("reinstate-lead"), reason(), true),
                Action::Withdraw => Act {
                    button: "button-danger",
                    confirm: reader.t("form-confirm-question"),
                    ..act("withdraw", reader.t("withdraw-lead"), reason(), false)
                },
                _ => return None,
            })
        })
        .collect();
    // Taking back comes last.
    found.sort_by_key(|act| matches!(act.name, "withdraw" | "decline_award"));
    found
}

/// What is to be confirmed: the promotion somebody else has proposed.
fn proposed(reader: &Reader, view: &ProposalView) -> String {
    let promotion = view.proposal.selection.promotion.as_ref();
    let amount = promotion.and_then(|promotion| promotion.amount);
    let amount = amount.map(|amount| wording::money(reader, amount));
    let lead = match amount {
        Some(amount) => reader.ta("promote-confirm-lead", [("amount", amount.into())]),
        None => reader.t("promote-confirm-plain"),
    };
    let over = promotion.map_or(0, |promotion| promotion.passed_over);
    if over == 0 {
        lead
    } else {
        format!("{lead} {}", reader.tn("promote-passed-over", over))
    }
}

/// What the applicant is offered, and until when.
fn offered(reader: &Reader, view: &ProposalView) -> String {
    let selection = &view.proposal.selection;
    let amount = selection
        .awarded
        .map(|amount| wording::money(reader, amount));
    let until = selection.answer_by.map(|by| {
        let zone = view.call.definition.dates.zone;
        Reader::new(reader.language, zone).date_time(by)
    });
    reader.ta(
        "accept-award-lead",
        [
            ("amount", amount.unwrap_or_default().into()),
            ("until", until.unwrap_or_default().into()),
        ],
    )
}

/// The amount a promotion begins with: what was asked for.
pub(super) fn promoted(view: &ProposalView) -> String {
    let submission = view.proposal.intake.submission.as_ref();
    submission
        .and_then(|submission| submission.requested)
        .map(Money::figures)
        .unwrap_or_default()
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Posted {
    #[serde(default)]
    pub(super) seen: String,
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    pub(super) amount: String,
}

/// What a form of this page asks for, or what is wrong with it.
pub(super) fn command(
    reader: &Reader,
    action: &str,
    posted: &Posted,
    view: &ProposalView,
) -> Result<Command, Errors> {
    let mut errors = Errors::none();
    let optional = Text::parse(&posted.text).ok();
    let needed = optional.clone().map_or_else(
        || {
            let code = if posted.text.trim().is_empty() {
                "missing"
            } else {
                "text"
            };
            errors.add(reader, &format!("{action}-text"), code);
            None
        },
        Some,
    );
    let command = match action {
        "withdraw" => Some(Command::Intake(intake::Command::Withdraw {
            reason: optional,
        })),
        "advance" => Some(Command::Advance),
        "release" => Some(match view.proposal.stage {
            StageKind::Screening => Command::Screening(screening::Command::Release),
            StageKind::Evaluation => Command::Evaluation(evaluation::Command::Release),
            _ => Command::Selection(selection::Command::Release),
        }),
        "appeal" => needed.map(|ground| Command::Screening(screening::Command::Appeal { ground })),
        "reinstate" => needed.map(|reason| match view.proposal.stage {
            StageKind::Evaluation => Command::Evaluation(evaluation::Command::Reinstate { reason }),
            _ => Command::Screening(screening::Command::Reinstate { reason }),
        }),
        "return_to_agenda" => {
            needed.map(|reason| Command::Selection(selection::Command::ReturnToAgenda { reason }))
        }
        "promote" => Some(Command::Selection(selection::Command::Promote)),
        "accept_award" => Some(Command::Selection(selection::Command::AcceptAward)),
        "decline_award" => {
            needed.map(|reason| Command::Selection(selection::Command::DeclineAward { reason }))
        }
        "lapse_award" => {
            needed.map(|reason| Command::Selection(selection::Command::LapseAward { reason }))
        }
        _ => {
            let amount = Money::parse(&posted.amount, view.call.definition.currency()).ok();
            if amount.is_none() {
                errors.add(reader, "amount", "amount");
            }
            needed.zip(amount).map(|(reason, amount)| {
                Command::Selection(selection::Command::ProposePromotion {
                    amount: Some(amount),
                    reason,
                })
            })
        }
    };
    command.ok_or(errors)
}
