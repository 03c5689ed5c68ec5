//! What every page of an organisation has on top: its names, where it stands, and the way to its parts.

use actix_web::web;
use facility::registration::{self, OrganisationView};
use language::Reader;
use workflow::due_diligence::{Level, MatchStatus};
use workflow::ids::OrganisationId;

use crate::failure::PageError;
use crate::page::Crumb;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A word with a shape: the family of the shape, and the word.
pub struct Word {
    /// `waiting`, `working`, `good`, `bad` or `ended`.
    pub family: &'static str,
    /// For people.
    pub text: String,
}

/// A part of the organisation's page.
pub struct Tab {
    /// Where it is.
    pub href: String,
    /// Its name.
    pub text: String,
    /// How much of it there is; empty where that says nothing.
    pub count: String,
    /// Whether it is the page shown.
    pub current: bool,
}

/// The head of the pages of an organisation.
pub struct Frame {
    /// The way to the page.
    pub crumbs: Vec<Crumb>,
    /// Legal name in Latin letters.
    pub name: String,
    /// Legal name in its own script; may be empty.
    pub other: String,
    /// Country in words.
    pub country: String,
    /// Name of its status.
    pub status: String,
    /// Where it stands in words.
    pub standing: Vec<Word>,
    /// Its parts.
    pub tabs: Vec<Tab>,
    /// Where it was merged to; empty `href` when it stands for itself.
    pub merged: Crumb,
    /// Address of its page.
    pub address: String,
    /// The place in the chain the page shows.
    pub seq: i64,
}

/// The shape of a level.
pub const fn family(level: Level) -> &'static str {
    match level {
        Level::Observation => "waiting",
        Level::Risk | Level::Escalated => "working",
        Level::Red => "bad",
    }
}

/// How the verification stands, in words.
fn verified(reader: &Reader, app: &Application, view: &OrganisationView) -> Word {
    let today = app.facility.clock.now().date_naive();
    let on = |key: &str, day| reader.ta(key, [("date", reader.date(day).into())]);
    let (family, text) = match view.state.verified_until {
        Some(until) if until < today => ("bad", on("standing-expired", until)),
        Some(until) if view.inside && app.facility.rules.to_renew(until, today) => {
            ("working", on("standing-to-renew", until))
        }
        Some(until) => ("good", on("verification-verified-until", until)),
        None => ("waiting", reader.t("verification-not-verified")),
    };
    Word { family, text }
}

fn standing(reader: &Reader, app: &Application, view: &OrganisationView) -> Vec<Word> {
    let mut words = vec![verified(reader, app, view)];
    if !view.missing.is_empty() {
        words.push(Word {
            family: "waiting",
            text: reader.t("standing-incomplete"),
        });
    }
    if let Some(level) = view.standing.flag {
        let named = reader.named("level", level);
        words.push(Word {
            family: family(level),
            text: reader.ta("standing-flag", [("level", named.into())]),
        });
    }
    let matches = open_matches(view);
    if matches > 0 {
        words.push(Word {
            family: "bad",
            text: reader.tn("standing-matches", matches),
        });
    }
    words
}

/// How many matches with sanctions lists are open or confirmed.
pub fn open_matches(view: &OrganisationView) -> usize {
    let held = |status| matches!(status, MatchStatus::Open | MatchStatus::Confirmed);
    let matches = view.state.matches.values();
    matches.filter(|found| held(found.status)).count()
}

/// The parts of an organisation's page that the reader has: where, the key of the name, and how many.
fn parts(app: &Application, view: &OrganisationView) -> Vec<(&'static str, &'static str, usize)> {
    let today = app.facility.clock.now().date_naive();
    let held = view.state.flags.values().filter(|flag| flag.holds(today));
    let mut parts = vec![("", "tab-overview", 0)];
    if view.inside {
        parts.push(("/verification", "tab-verification", 0));
        if app.facility.rules.risk.is_some() {
            parts.push(("/risk", "risk-title", 0));
        }
        parts.push(("/flags", "tab-flags", held.count()));
        parts.push(("/matches", "tab-matches", open_matches(view)));
    } else {
        parts.push(("/registration", "tab-registration", view.missing.len()));
    }
    parts.push(("/documents", "label-documents", view.documents.len()));
    parts.push(("/people", "nav-people", view.people.len()));
    parts
}

impl Frame {
    /// The head of a page: `part` is its place under the organisation's address, empty for the overview.
    pub fn new(reader: &Reader, app: &Application, view: &OrganisationView, part: &str) -> Self {
        let address = format!("/organisations/{}", view.row.id);
        let profile = &view.row.profile;
        let mut crumbs = Vec::new();
        if view.inside {
            crumbs.push(Crumb::new("/organisations", reader.t("nav-organisations")));
        }
        if !part.is_empty() {
            crumbs.push(Crumb::new(address.as_str(), profile.legal_name.as_str()));
        }
        let tab = |(place, key, count): (&str, &str, usize)| Tab {
            href: format!("{address}{place}"),
            text: reader.t(key),
            count: if count > 0 {
                reader.number(count)
            } else {
                String::new()
            },
            current: place == part,
        };
        Self {
            crumbs,
            name: profile.legal_name.clone(),
            other: profile.original_name.clone().unwrap_or_default(),
            country: reader.country(profile.country),
            status: view.state.status.to_string(),
            standing: standing(reader, app, view),
            tabs: parts(app, view).into_iter().map(tab).collect(),
            merged: match &view.merged_into {
                Some(into) => Crumb::new(format!("/organisations/{}", into.id), into.name.as_str()),
                None => Crumb::new("", ""),
            },
            address,
            seq: view.seq,
        }
    }
}

/// The organisation as the visitor sees it.
pub async fn find(
    visitor: &Visitor,
    app: &web::Data<Application>,
    id: OrganisationId,
) -> Result<OrganisationView, PageError> {
    let actor = visitor.actor()?;
    let found = block(app, move |app| {
        registration::view(&app.facility, &actor, id)
    });
    Ok(found.await?)
}
