//! The page of a proposal: where it stands, what the reader may do now, what was submitted, and its story.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::proposal::{self, ProposalView};
use language::Reader;
use workflow::ids::ProposalId;
use workflow::policy::{self, View};
use workflow::transition::{StageKind, Status};

use super::acts::{Act, Posted, Reason, Typed, Way, acts, command, ways};
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::intake::answers::{self, AnsweredSection};
use crate::pages::letters::{self, Sent};
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::story::{Entry, entries};
use crate::visitor::Visitor;
use crate::wording;

/// A step of the ribbon.
pub struct Step {
    /// Key of its name.
    pub key: String,
    /// `done`, `here`, `stopped` or `ahead`.
    pub state: &'static str,
    /// A word about it.
    pub note: String,
}

/// The procedure with the place of the file.
pub fn ribbon(reader: &Reader, view: &ProposalView) -> Vec<Step> {
    use Status as S;
    let stopped = matches!(
        view.status,
        S::Withdrawn
            | S::Ineligible
            | S::BelowThreshold
            | S::RejectedOnQuality
            | S::RejectedForLackOfFunds
            | S::Declined
            | S::Terminated
    );
    let over = view.status == S::Closed;
    let kinds = view.call.definition.procedure.kinds();
    kinds
        .into_iter()
        .enumerate()
        .map(|(position, kind)| {
            let here = position == view.proposal.position;
            let state = match position.cmp(&view.proposal.position) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Greater => "ahead",
                std::cmp::Ordering::Equal if over => "done",
                std::cmp::Ordering::Equal if stopped => "stopped",
                std::cmp::Ordering::Equal => "here",
            };
            Step {
                key: format!("stage-{kind}"),
                state,
                note: if here && view.view == View::File {
                    reader.named("status", view.status)
                } else {
                    String::new()
                },
            }
        })
        .collect()
}

/// The story with repetitions in one line: twelve verdicts by one person are one sitting.
fn folded(reader: &Reader, story: Vec<Entry>) -> Vec<Entry> {
    let mut found: Vec<(Entry, usize)> = Vec::new();
    for entry in story {
        match found.last_mut() {
            Some((last, count))
                if last.text == entry.text
                    && last.who == entry.who
                    && last.reason.is_empty()
                    && entry.reason.is_empty() =>
            {
                *count += 1;
            }
            _ => found.push((entry, 1)),
        }
    }
    found
        .into_iter()
        .map(|(entry, count)| match count {
            1 => entry,
            _ => Entry {
                text: format!("{} (× {})", entry.text, reader.number(count)),
                ..entry
            },
        })
        .collect()
}

/// What the evaluators found under a section of the grid.
struct Finding {
    title: String,
    strengths: String,
    weaknesses: String,
}

#[derive(Template)]
#[template(path = "proposal/show.html")]
struct ShowPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    call: String,
    call_href: String,
    reference: String,
    organisation: String,
    organisation_href: String,
    country: String,
    status: String,
    address: String,
    seq: i64,
    whole: bool,
    ribbon: Vec<Step>,
    ways: Vec<Way>,
    acts: Vec<Act>,
    currency: String,
    facts: Vec<(String, String)>,
    decision: String,
    reasons: Vec<Reason>,
    findings: Vec<Finding>,
    sections: Vec<AnsweredSection>,
    version: String,
    received: String,
    digest: String,
    /// Whether versions and receipts may be read.
    versions: u32,
    /// Whether what the machine rules found may be read.
    rules: bool,
    story: Vec<Entry>,
    letters: Vec<Sent>,
    /// Where it is said whether the organisation is named in the results; empty for people who do not see it.
    public_name: String,
    typed: Typed,
    errors: Errors,
}

/// What a submission states, named.
pub fn facts(reader: &Reader, view: &ProposalView) -> Vec<(String, String)> {
    let Some(submission) = &view.proposal.intake.submission else {
        return Vec::new();
    };
    let language = reader.language.code();
    let mut found = Vec::new();
    let mut fact = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            found.push((reader.t(key), value));
        }
    };
    fact(
        "label-requested",
        submission
            .requested
            .map(|amount| wording::money(reader, amount)),
    );
    let theme = submission.theme.as_ref().map(|id| {
        let themes = &view.call.definition.themes;
        themes
            .iter()
            .find(|theme| theme.id == *id)
            .map_or_else(|| id.clone(), |theme| theme.title.get(language).to_owned())
    });
    fact("label-theme", theme);
    fact(
        "call-duration",
        submission
            .months
            .map(|months| reader.tn("count-months", months)),
    );
    fact(
        "proposal-project-country",
        submission.country.map(|country| reader.country(country)),
    );
    fact(
        "label-language",
        submission
            .language
            .as_ref()
            .map(|tag| reader.named("language", tag)),
    );
    found
}

/// The panel's decision in one sentence, once the reader may know it.
fn decision(reader: &Reader, view: &ProposalView) -> String {
    let selection = &view.proposal.selection;
    let Some(decision) = selection.decision else {
        return String::new();
    };
    let mut said = vec![reader.named("decision", decision)];
    if let Some(amount) = selection.awarded {
        said.push(wording::money(reader, amount));
    }
    if let Some(rank) = selection.reserve_rank {
        said.push(reader.ta("decision-reserve-rank", [("rank", rank.into())]));
    }
    said.join(" · ")
}

fn page(
    visitor: &Visitor,
    app: &Application,
    view: &ProposalView,
    typed: Typed,
    errors: Errors,
) -> Result<ShowPage, PageError> {
    let reader = visitor.reader;
    let actor = visitor.actor()?;
    let language = reader.language.code();
    let applicant = actor.member(view.proposal.organisation, workflow::role::Role::Reader);
    let whole = view.view == View::File;
    let told = !applicant || view.proposal.selection.released_at.is_some();
    let title = wording::title(&reader, &view.title);
    let content = view.content.as_ref();
    let staff = facility::roles::is_staff(&actor);
    let procedure = &view.call.definition.procedure;
    let list = if applicant {
        Crumb::new("/my-proposals", reader.t("my-proposals-title"))
    } else {
        Crumb::new("/proposals", reader.t("proposals-title"))
    };
    Ok(ShowPage {
        page: Page::new(visitor, app),
        crumbs: vec![list],
        title,
        call: view.call.definition.title.get(language).to_owned(),
        call_href: format!("/calls/{}", view.call.id),
        reference: view.reference.clone().filter(|_| whole).unwrap_or_default(),
        organisation: view.organisation.clone(),
        organisation_href: if applicant || (whole && staff) {
            format!("/organisations/{}", view.proposal.organisation)
        } else {
            String::new()
        },
        country: reader.country(view.proposal.country),
        status: if whole {
            view.status.to_string()
        } else {
            String::new()
        },
        address: format!("/proposals/{}", view.proposal.id),
        seq: view.seq,
        whole,
        ribbon: if whole {
            ribbon(&reader, view)
        } else {
            Vec::new()
        },
        ways: ways(&reader, view),
        acts: if whole {
            acts(&reader, view)
                .into_iter()
                .map(|act| typed.filled(act))
                .collect()
        } else {
            Vec::new()
        },
        currency: view.call.definition.currency().code().to_owned(),
        facts: if whole {
            facts(&reader, view)
        } else {
            Vec::new()
        },
        decision: if whole && told {
            decision(&reader, view)
        } else {
            String::new()
        },
        reasons: view
            .reasons
            .iter()
            .map(|reason| Reason {
                criterion: reason.text.get(language).to_owned(),
                code: reason
                    .code
                    .as_ref()
                    .map_or_else(String::new, |code| code.get(language).to_owned()),
                reason: reason.reason.clone().unwrap_or_default(),
            })
            .collect(),
        findings: view
            .findings
            .iter()
            .map(|told| Finding {
                title: told.title.get(language).to_owned(),
                strengths: told.strengths.clone().unwrap_or_default(),
                weaknesses: told.weaknesses.clone().unwrap_or_default(),
            })
            .collect(),
        sections: content.map_or_else(Vec::new, |content| {
            answers::sections(&reader, answers::Read::submitted(&view.call, content))
        }),
        version: content.map_or_else(String::new, |content| {
            reader.ta("submission-version", [("number", content.version.into())])
        }),
        received: content.map_or_else(String::new, |content| {
            let at = reader.date_time(content.received_at);
            reader.ta("submitted-at", [("at", at.into())])
        }),
        digest: content.map_or_else(String::new, |content| content.digest.to_string()),
        versions: content
            .filter(|_| facility::intake::may_see_versions(&actor, &view.proposal))
            .map_or(0, |content| content.version),
        rules: whole
            && content.is_some()
            && procedure.first(StageKind::Screening).is_some()
            && !policy::is_party(&actor, &view.proposal.subject()),
        story: folded(&reader, entries(&reader, view.story.iter())),
        letters: Vec::new(),
        public_name: if whole
            && facility::roles::oversees(&actor, view.call.id)
            && !policy::is_party(&actor, &view.proposal.subject())
            && facility::cases::is_awarded(view.status)
        {
            format!("/proposals/{}/public-name", view.proposal.id)
        } else {
            String::new()
        },
        typed,
        errors,
    })
}

async fn find(
    visitor: &Visitor,
    app: &web::Data<Application>,
    proposal: ProposalId,
) -> Result<ProposalView, PageError> {
    let actor = visitor.actor()?;
    Ok(block(app, move |app| {
        proposal::view(&app.facility, &actor, proposal)
    })
    .await?)
}

/// Shows a proposal.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let proposal = id(&path)?;
    let view = find(&visitor, &app, proposal).await?;
    let letters = letters::lines(&app, &visitor.reader, visitor.actor()?, proposal).await?;
    let typed = Typed::default();
    render(&ShowPage {
        letters,
        ..page(&visitor, &app, &view, typed, Errors::none())?
    })
}

/// Carries out an act of this page.
pub(super) async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    Form(posted): Form<Posted>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (proposal, action) = path.into_inner();
    let proposal: ProposalId = id(&proposal)?;
    let seen = seen(&posted.seen);
    let view = find(&visitor, &app, proposal).await?;
    let errors = match command(&reader, &action, &posted, &view) {
        Err(errors) => errors,
        Ok(command) => {
            let acted = block(&app, move |app| {
                proposal::act(&app.facility, &actor, proposal, seen, &command)
            });
            match acted.await {
                Ok(_) => {
                    let key = format!("{}-done", action.replace('_', "-"));
                    return Ok(done(&app, &format!("/proposals/{proposal}"), &key));
                }
                Err(failure) => {
                    let mut errors = Errors::from_failure(&reader, failure)?;
                    for error in &mut errors.0 {
                        if error.field == "reason" {
                            error.field = format!("{action}-text");
                        }
                    }
                    errors
                }
            }
        }
    };
    let view = find(&visitor, &app, proposal).await?;
    let typed = Typed {
        action,
        text: posted.text,
        amount: posted.amount,
    };
    render_refused(&page(&visitor, &app, &view, typed, errors)?)
}
