//! The minutes of a session, made from the record: read, printed, dissented from, signed.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::selection::{self, Dealt, Minutes, Room};
use language::Reader;
use workflow::call::CallAction;
use workflow::ids::{PersonId, ProposalId};
use workflow::money::Money;
use workflow::record::Digest;
use workflow::role::Actor;

use super::outcome::{self, RollLine};
use super::paper::session_name;
use super::room::Place;
use super::session::{When, when};
use super::{ballot, minutes_sheet};
use crate::download;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::{desk, parsing};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// Somebody at the table, and when they were in.
pub(super) struct Attended {
    pub(super) name: String,
    pub(super) about: String,
    pub(super) times: Vec<String>,
}

/// A vote on an item.
pub(super) struct VoteLine {
    pub(super) heading: String,
    pub(super) anew: String,
    pub(super) closed: String,
    pub(super) roll: Vec<RollLine>,
    pub(super) tally: Vec<(String, String)>,
    pub(super) ballots: Vec<(String, String)>,
    pub(super) casting: String,
}

/// An item of the agenda.
pub(super) struct ItemLine {
    pub(super) number: String,
    pub(super) title: String,
    pub(super) reference: String,
    pub(super) organisation: String,
    pub(super) votes: Vec<VoteLine>,
    pub(super) decision: String,
    pub(super) awarded: String,
    pub(super) place: String,
    pub(super) conditions: String,
    pub(super) because: String,
    pub(super) departs: bool,
    pub(super) against_majority: bool,
    pub(super) recorded: String,
}

/// A list of decisions adopted in the session.
pub(super) struct ListLine {
    pub(super) heading: String,
    pub(super) adopted: String,
    pub(super) answered: String,
    pub(super) files: Vec<(String, String, String)>,
    pub(super) others: Vec<(String, String)>,
}

/// A dissent.
pub(super) struct DissentLine {
    pub(super) name: String,
    pub(super) at: String,
    pub(super) text: String,
}

#[derive(Template)]
#[template(path = "selection/minutes.html")]
pub(super) struct MinutesPage {
    pub(super) page: Page,
    pub(super) crumbs: Vec<Crumb>,
    pub(super) errors: Errors,
    pub(super) title: String,
    pub(super) code: String,
    pub(super) call: String,
    pub(super) session: String,
    pub(super) when: When,
    pub(super) presided: String,
    pub(super) quorum: String,
    pub(super) table: Vec<Attended>,
    pub(super) items: Vec<ItemLine>,
    pub(super) lists: Vec<ListLine>,
    pub(super) dissents: Vec<DissentLine>,
    pub(super) digest: String,
    pub(super) as_signed: bool,
    pub(super) signed: String,
    pub(super) signed_by: String,
    pub(super) may_sign: bool,
    /// The same as PDF.
    pub(super) pdf: String,
    /// Why it cannot be signed yet; empty when it can or the reader does not sign.
    pub(super) not_yet: String,
    pub(super) may_dissent: bool,
    pub(super) dissent: String,
}

struct Known {
    minutes: Minutes,
    room: Room,
}

async fn known(app: &web::Data<Application>, actor: &Actor, at: Place) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        Ok(Known {
            minutes: selection::minutes(&app.facility, &actor, at.call, at.number)?,
            room: selection::room(&app.facility, &actor, at.call, at.number)?,
        })
    });
    Ok(known.await?)
}

/// What is told on the clocks of the call, with the names and texts of the record.
struct Telling<'a> {
    reader: Reader,
    minutes: &'a Minutes,
}

impl Telling<'_> {
    fn name(&self, person: PersonId) -> String {
        self.minutes
            .people
            .get(&person)
            .cloned()
            .unwrap_or_default()
    }

    fn text(&self, digest: Option<Digest>) -> String {
        digest
            .and_then(|digest| self.minutes.texts.get(&digest).cloned())
            .unwrap_or_default()
    }

    fn by(&self, key: &str, person: PersonId, at: chrono::DateTime<chrono::Utc>) -> String {
        self.reader.ta(
            key,
            [
                ("name", self.name(person).into()),
                ("at", self.reader.date_time(at).into()),
            ],
        )
    }

    fn file(&self, id: ProposalId) -> Option<String> {
        let named = self.minutes.named.get(&id)?;
        let title = wording::title(&self.reader, &named.title);
        Some(format!("{} {title}", named.reference))
    }

    /// Everybody at the table with the times at which they came and left.
    fn table(&self) -> Vec<Attended> {
        let session = &self.minutes.session;
        let mut people: Vec<PersonId> = self.minutes.table.iter().map(|(one, _)| *one).collect();
        people.extend(session.attended());
        let mut seen = std::collections::BTreeSet::new();
        people.retain(|one| seen.insert(*one));
        people
            .into_iter()
            .map(|person| {
                let given = self.minutes.table.iter().filter(|(one, _)| *one == person);
                let mut about: Vec<String> = given
                    .flat_map(|(_, given)| {
                        [
                            Some(self.reader.named("role", given.role)),
                            given.agency.clone(),
                        ]
                    })
                    .flatten()
                    .collect();
                about.dedup();
                Attended {
                    name: self.name(person),
                    about: about.join(" · "),
                    times: self.times(person),
                }
            })
            .collect()
    }

    fn times(&self, person: PersonId) -> Vec<String> {
        let moves = self.minutes.session.movements.iter();
        moves
            .filter(|one| one.person == person)
            .map(|one| {
                let key = if one.came {
                    "minutes-came"
                } else {
                    "minutes-left"
                };
                self.reader
                    .ta(key, [("at", self.reader.date_time(one.at).into())])
            })
            .collect()
    }

    fn item(&self, number: usize, item: &Dealt) -> ItemLine {
        let reader = &self.reader;
        let named = self.minutes.named.get(&item.proposal);
        let outcome = item.outcome.as_ref();
        let votes = (1..).zip(&item.votes).map(|(round, vote)| {
            let casting = vote.casting.map(|to_fund| {
                reader.t(if to_fund {
                    "ballot-casting-for"
                } else {
                    "ballot-casting-against"
                })
            });
            VoteLine {
                heading: reader.ta(
                    "minutes-vote",
                    [
                        ("round", reader.number(round).into()),
                        ("at", reader.date_time(vote.opened_at).into()),
                    ],
                ),
                anew: self.text(vote.anew),
                closed: match vote.closed {
                    Some((by, at)) => self.by("minutes-closed-by", by, at),
                    None => reader.t("minutes-not-closed"),
                },
                roll: outcome::roll(reader, &vote.roll, &self.minutes.people),
                tally: vote
                    .tally
                    .iter()
                    .map(|(choice, votes)| {
                        (
                            reader.named("ballot", choice),
                            reader.tn("count-votes", *votes),
                        )
                    })
                    .collect(),
                ballots: vote
                    .ballots
                    .iter()
                    .map(|(person, written)| {
                        (self.name(*person), ballot::told_written(reader, written))
                    })
                    .collect(),
                casting: casting.unwrap_or_default(),
            }
        });
        let money = |amount: Money| wording::money(reader, amount);
        ItemLine {
            number: reader.number(number),
            title: named
                .map(|named| wording::title(reader, &named.title))
                .unwrap_or_default(),
            reference: named
                .map(|named| named.reference.clone())
                .unwrap_or_default(),
            organisation: named
                .map(|named| {
                    format!(
                        "{} · {}",
                        named.organisation,
                        reader.country(&named.country)
                    )
                })
                .unwrap_or_default(),
            votes: votes.collect(),
            decision: outcome
                .map(|one| one.decision.status().to_string())
                .unwrap_or_default(),
            awarded: outcome
                .and_then(|one| one.amount)
                .map(money)
                .unwrap_or_default(),
            place: outcome
                .and_then(|one| one.reserve_rank)
                .map(|rank| reader.ta("decision-reserve-rank", [("rank", rank.into())]))
                .unwrap_or_default(),
            conditions: self.text(outcome.and_then(|one| one.conditions)),
            because: self.text(outcome.map(|one| one.reason)),
            departs: outcome.is_some_and(|one| one.departs),
            against_majority: outcome.is_some_and(|one| !one.with_majority),
            recorded: outcome
                .map(|one| self.by("minutes-recorded-by", one.by, one.at))
                .unwrap_or_default(),
        }
    }

    fn list(&self, adoption: &workflow::panel::Adoption) -> ListLine {
        let reader = &self.reader;
        let names = |ids: &[ProposalId]| {
            let found: Vec<String> = ids.iter().filter_map(|id| self.file(*id)).collect();
            found.join("; ")
        };
        let number = reader.number(adoption.number);
        ListLine {
            heading: reader.ta("decisions-list", [("number", number.into())]),
            adopted: self.by("decisions-adopted-by", adoption.by, adoption.at),
            answered: match (adoption.countersigned, adoption.returned) {
                (Some((by, at)), _) => self.by("decisions-countersigned-by", by, at),
                (_, Some((by, _, at))) => self.by("decisions-returned-by", by, at),
                _ => reader.t("decisions-waits"),
            },
            files: adoption
                .list
                .iter()
                .filter_map(|one| {
                    let money = one.amount.map(|amount| wording::money(reader, amount));
                    let place = one
                        .reserve_rank
                        .map(|rank| reader.ta("decision-reserve-rank", [("rank", rank.into())]));
                    Some((
                        self.file(one.proposal)?,
                        reader.named("decision", one.decision),
                        money.or(place).unwrap_or_default(),
                    ))
                })
                .collect(),
            others: adoption
                .alternatives
                .iter()
                .map(|other| {
                    let told = if other.enters.is_empty() && other.leaves.is_empty() {
                        reader.t("alternative-same")
                    } else {
                        reader.ta(
                            "minutes-alternative",
                            [
                                ("enters", names(&other.enters).into()),
                                ("leaves", names(&other.leaves).into()),
                            ],
                        )
                    };
                    (reader.named("allocation", other.rule), told)
                })
                .collect(),
        }
    }
}

fn page(
    visitor: &Visitor,
    app: &Application,
    at: Place,
    known: &Known,
    typed: &Fields,
    errors: Errors,
) -> MinutesPage {
    let minutes = &known.minutes;
    let call = &minutes.call;
    let definition = &call.definition;
    let telling = Telling {
        reader: Reader::new(visitor.reader.language, definition.dates.zone),
        minutes,
    };
    let reader = telling.reader;
    let session = &minutes.session;
    let may = |action| known.room.actions.contains(&action);
    let name = session_name(&reader, at.number);
    let title = definition.title.get(reader.language.code()).to_owned();
    MinutesPage {
        crumbs: vec![
            Crumb::new(format!("/calls/{}/panel", at.call), reader.t("panel-title")),
            Crumb::new(at.here(), name.clone()),
        ],
        title: reader.t("minutes-title"),
        code: definition.code.clone(),
        call: title,
        session: name,
        when: when(&visitor.reader, call, session, known.room.runs),
        presided: session
            .presided_by
            .map(|by| telling.name(by))
            .unwrap_or_default(),
        quorum: reader.ta(
            "minutes-quorum",
            [("needed", reader.number(known.room.rules.quorum).into())],
        ),
        table: telling.table(),
        items: (1..)
            .zip(&minutes.items)
            .map(|(number, item)| telling.item(number, item))
            .collect(),
        lists: minutes
            .adoptions
            .iter()
            .map(|one| telling.list(one))
            .collect(),
        dissents: session
            .dissents
            .iter()
            .map(|one| DissentLine {
                name: telling.name(one.person),
                at: reader.date_time(one.at),
                text: telling.text(Some(one.text)),
            })
            .collect(),
        digest: minutes.digest.to_string(),
        as_signed: minutes.as_signed,
        signed: session
            .minutes
            .map(|signed| reader.date_time(signed.at))
            .unwrap_or_default(),
        signed_by: session
            .minutes
            .map(|signed| telling.name(signed.by))
            .unwrap_or_default(),
        pdf: format!("{}/minutes.pdf", at.here()),
        may_sign: may(CallAction::SignMinutes),
        not_yet: if session.ended_at.is_none() && known.room.keeps_the_door {
            reader.t("minutes-not-yet")
        } else {
            String::new()
        },
        may_dissent: may(CallAction::StateDissent),
        dissent: typed.get("dissent").to_owned(),
        errors,
        page: Page::new(visitor, app),
    }
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (at, actor) = (Place::read(&path)?, visitor.actor()?);
    let known = known(&app, &actor, at).await?;
    let nothing = Fields::default();
    render(&page(&visitor, &app, at, &known, &nothing, Errors::none()))
}

/// The same on paper.
pub async fn pdf(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (at, actor) = (Place::read(&path)?, visitor.actor()?);
    let known = known(&app, &actor, at).await?;
    let nothing = Fields::default();
    let page = page(&visitor, &app, at, &known, &nothing, Errors::none());
    let name = format!("{}-minutes-{}.pdf", page.code, at.number);
    let sheet = minutes_sheet::sheet(&page);
    let pdf = block(&app, move |_| facility::letters::minutes_pdf(&sheet)).await?;
    Ok(download::file(&name, "application/pdf", pdf))
}

pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (at, actor) = (Place::read(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let known = known(&app, &actor, at).await?;
    let refused = |errors| render_refused(&page(&visitor, &app, at, &known, &fields, errors));
    let (acted, key) = match fields.get("act") {
        "dissent" => match desk::text(&reader, &fields, "dissent") {
            Err(errors) => return refused(errors),
            Ok(text) => {
                let stated = block(&app, move |app| {
                    selection::dissent(&app.facility, &actor, at.call, at.number, &text)
                });
                (stated.await, "minutes-dissent-done")
            }
        },
        "sign" => {
            // What is signed is what was read.
            let seen: Digest = parsing::id(fields.get("digest"))?;
            let signed = block(&app, move |app| {
                selection::sign(&app.facility, &actor, at.call, at.number, Some(seen))
            });
            (signed.await, "minutes-signed-done")
        }
        _ => return refused(desk::wrong(&reader, "", "unknown-option")),
    };
    match acted {
        Ok(_) => Ok(done(&app, &format!("{}/minutes", at.here()), key)),
        Err(failure) => refused(Errors::from_failure(&reader, failure)?),
    }
}
