//! Pages that follow what happens without being loaded anew: a stream of server-sent events says when what one person would
//! see has changed, and nothing else. The page then fetches that part of itself.
//!
//! An event carries a digest of what the person would see. Whatever they do not see changes no digest and sends no event.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::http::header::{self, ContentEncoding};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use facility::accounts;
use facility::{Facility, Failure};
use futures_util::stream;
use language::Reader;
use sha2::{Digest, Sha256};
use workflow::ids::PersonId;
use workflow::refusal::Refusal;
use workflow::role::Actor;

use crate::failure::PageError;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// The most streams of one person at a time.
pub const MOST_STREAMS: usize = 5;
/// How often it is looked whether anything happened.
const EVERY: Duration = Duration::from_secs(1);
/// Rounds after which it is looked again although nothing was recorded: clocks move, and appointments end.
const LOOK_ANYWAY: u32 = 10;
/// Rounds after which a line without meaning keeps the connection.
const KEEP_ALIVE: u32 = 15;

/// The streams of a server.
#[derive(Default)]
pub struct Live {
    closing: AtomicBool,
    open: Mutex<HashMap<PersonId, usize>>,
}

impl Live {
    /// Ends every stream within a second, so that the server can stop.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    fn enter(self: &Arc<Self>, person: PersonId) -> Option<Seat> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let held = open.entry(person).or_default();
        if *held >= MOST_STREAMS {
            return None;
        }
        *held += 1;
        Some(Seat {
            live: Arc::clone(self),
            person,
        })
    }
}

/// The place of one stream among those of its person; given back when the stream ends.
struct Seat {
    live: Arc<Live>,
    person: PersonId,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self
            .live
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = open.get_mut(&self.person) {
            *held -= 1;
            if *held == 0 {
                open.remove(&self.person);
            }
        }
    }
}

/// What a stream follows.
pub trait Followed: Clone + Send + 'static {
    /// A number that changes whenever something happened that may concern what is followed. Cheap to ask for.
    fn pulse(&self, facility: &Facility) -> Result<i64, Failure>;
    /// What the person would see now, without anything that is different each time.
    fn seen(&self, app: &Application, actor: &Actor, reader: &Reader) -> Result<String, Failure>;
}

/// What the stream has told last.
#[derive(Clone, Default)]
struct Told {
    pulse: i64,
    digest: String,
}

/// What a look has found.
enum Found {
    /// As it was.
    Same,
    /// Something else is seen.
    Changed(Told),
    /// The person is no longer signed in, or no longer sees anything of it.
    Over,
}

fn digest(seen: &str) -> String {
    hex::encode(&Sha256::digest(seen.as_bytes())[..12])
}

fn look(
    app: &Application,
    key: &str,
    followed: &impl Followed,
    reader: &Reader,
    told: &Told,
    anyway: bool,
) -> Result<Found, Failure> {
    let Some(who) = accounts::watched(&app.facility, app.limits(), key)? else {
        return Ok(Found::Over);
    };
    let pulse = followed.pulse(&app.facility)?;
    if pulse == told.pulse && !anyway {
        return Ok(Found::Same);
    }
    let seen = match followed.seen(app, &who.actor, reader) {
        Ok(seen) => seen,
        Err(Failure::Refused(Refusal::Hidden)) => return Ok(Found::Over),
        Err(failure) => return Err(failure),
    };
    let digest = digest(&seen);
    Ok(Found::Changed(Told { pulse, digest }))
}

fn event(digest: &str) -> web::Bytes {
    web::Bytes::from(format!("event: seen\ndata: {digest}\n\n"))
}

fn answer() -> HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, "text/event-stream; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // Compressed, a stream would be held back until there is enough of it.
        .insert_header(ContentEncoding::Identity)
        .insert_header(("x-accel-buffering", "no"));
    response
}

/// Answers with a stream of what a visitor would see. Whoever does not ask for `text/event-stream` is told once.
///
/// Errors as hidden when the visitor sees nothing of it; 429 for more than [`MOST_STREAMS`] streams of one person.
pub async fn follow(
    visitor: &Visitor,
    app: web::Data<Application>,
    request: &HttpRequest,
    followed: impl Followed,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let (reader, key) = (visitor.reader, visitor.key.clone());
    let first = {
        let (followed, actor) = (followed.clone(), actor.clone());
        block(&app, move |app| {
            let pulse = followed.pulse(&app.facility)?;
            let digest = digest(&followed.seen(app, &actor, &reader)?);
            Ok(Told { pulse, digest })
        })
        .await?
    };
    let accepts = request.headers().get(header::ACCEPT);
    let asks = accepts.and_then(|value| value.to_str().ok());
    if !asks.is_some_and(|value| value.contains("text/event-stream")) {
        return Ok(answer().body(event(&first.digest)));
    }
    let Some(seat) = app.live.enter(actor.person) else {
        return Ok(HttpResponse::TooManyRequests()
            .insert_header((header::RETRY_AFTER, "30"))
            .finish());
    };
    let begins = web::Bytes::from(format!(
        "retry: 3000\nevent: seen\ndata: {}\n\n",
        first.digest
    ));
    let follower = Follower {
        app,
        seat,
        key,
        reader,
        followed,
        told: first,
        rounds: 0,
        begins: Some(begins),
        over: false,
    };
    Ok(answer().streaming(stream::unfold(follower, Follower::step)))
}

struct Follower<F> {
    app: web::Data<Application>,
    seat: Seat,
    key: String,
    reader: Reader,
    followed: F,
    told: Told,
    rounds: u32,
    begins: Option<web::Bytes>,
    over: bool,
}

type Line = Result<web::Bytes, Infallible>;

impl<F: Followed> Follower<F> {
    /// Waits for the next line of the stream; nothing when it has ended.
    async fn step(mut self) -> Option<(Line, Self)> {
        if let Some(begins) = self.begins.take() {
            return Some((Ok(begins), self));
        }
        while !self.over {
            actix_web::rt::time::sleep(EVERY).await;
            if self.seat.live.closing.load(Ordering::Relaxed) {
                return None;
            }
            self.rounds += 1;
            match self.look().await {
                Ok(Found::Changed(now)) => {
                    let news = now.digest != self.told.digest;
                    self.told = now;
                    if news {
                        return Some((Ok(event(&self.told.digest)), self));
                    }
                }
                Ok(Found::Same) => {}
                Ok(Found::Over) => {
                    self.over = true;
                    let end = web::Bytes::from_static(b"event: over\ndata: over\n\n");
                    return Some((Ok(end), self));
                }
                // The database is away for a moment: the page is told when it is back.
                Err(failure) => tracing::warn!(%failure, "a stream could not look"),
            }
            if self.rounds.is_multiple_of(KEEP_ALIVE) {
                return Some((Ok(web::Bytes::from_static(b": still here\n\n")), self));
            }
        }
        None
    }

    async fn look(&self) -> Result<Found, Failure> {
        let anyway = self.rounds.is_multiple_of(LOOK_ANYWAY);
        let (key, followed) = (self.key.clone(), self.followed.clone());
        let (reader, told) = (self.reader, self.told.clone());
        block(&self.app, move |app| {
            look(app, &key, &followed, &reader, &told, anyway)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_so_many_streams_and_no_more() {
        let live = Arc::new(Live::default());
        let (one, other) = (
            PersonId::new_v7(chrono::Utc::now()),
            PersonId::new_v7(chrono::Utc::now()),
        );
        let mut seats: Vec<_> = (0..MOST_STREAMS).map(|_| live.enter(one)).collect();
        assert!(seats.iter().all(Option::is_some));
        assert!(live.enter(one).is_none());
        assert!(live.enter(other).is_some(), "another person is not held up");
        seats.pop();
        assert!(live.enter(one).is_some(), "a stream that ended makes room");
    }
}
