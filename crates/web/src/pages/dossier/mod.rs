//! Dossiers: one proposal to print or as an archive, and all of a call as one archive that is written while it is sent.

mod archive;
mod names;
mod progress;
mod sheet;

use actix_web::http::header::{self, ContentEncoding};
use actix_web::web::Bytes;
use actix_web::{HttpResponse, web};
use askama::Template;
use facility::dossier::{self, Dossier};
use facility::{Failure, call};
use futures_util::stream;
use language::Reader;
use serde::Deserialize;
use tokio::sync::mpsc::{Receiver, channel};
use uuid::Uuid;
use workflow::ids::{CallId, ProposalId};
use workflow::role::Actor;

use archive::{Archive, Ended};
use progress::Progress;

use crate::download;
use crate::failure::PageError;
use crate::page::{Crumb, Page, render};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// The pages of this folder.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/proposals/{id}/dossier").get(sheet::show))
        .service(web::resource("/proposals/{id}/dossier.zip").get(one))
        .service(web::resource("/calls/{id}/dossiers").get(page))
        .service(web::resource("/calls/{id}/dossiers.zip").get(all))
        .service(web::resource("/calls/{id}/dossiers/progress").get(how_far));
}

/// How many pieces wait to be sent before the writing waits.
const AHEAD: usize = 4;

/// Adds a dossier to an archive: the page to read, the canonical content, and the documents.
async fn add(
    archive: &mut Archive,
    app: &Application,
    reader: &Reader,
    dossier: &Dossier,
) -> Result<(), Ended> {
    let folder = names::safe(&dossier.reference);
    let mut paths = names::Paths::default();
    let documents: Vec<String> = dossier
        .content
        .documents
        .iter()
        .enumerate()
        .map(|(number, document)| paths.numbered("documents", number + 1, &document.name))
        .collect();
    let at = dossier.content.received_at;
    let file = sheet::File {
        reader: *reader,
        sheet: sheet::sheet(reader, dossier, |number| documents[number].clone()),
    };
    let html = file
        .render()
        .map_err(|error| Failure::Unexpected(error.to_string()))?;
    archive
        .add(format!("{folder}/dossier.html"), html.as_bytes(), at)
        .await?;
    archive
        .add(
            format!("{folder}/content.json"),
            dossier.canonical.as_bytes(),
            at,
        )
        .await?;
    for (path, document) in documents.iter().zip(&dossier.content.documents) {
        archive
            .add_document(app, format!("{folder}/{path}"), document)
            .await?;
    }
    Ok(())
}

/// The answer whose body comes through a channel. It is not compressed again, and nobody keeps it.
fn answer(name: &str, from: Receiver<Result<Bytes, std::io::Error>>) -> HttpResponse {
    let body = stream::unfold(from, |mut from| async move {
        let piece = from.recv().await?;
        Some((piece, from))
    });
    HttpResponse::Ok()
        .insert_header(ContentEncoding::Identity)
        .insert_header((header::CONTENT_TYPE, "application/zip"))
        .insert_header(download::attachment(name))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .streaming(body)
}

/// One dossier as an archive.
pub async fn send_one(
    app: &web::Data<Application>,
    actor: Actor,
    reader: Reader,
    proposal: ProposalId,
) -> Result<HttpResponse, Failure> {
    let person = actor.person;
    let dossier = block(app, move |app| {
        dossier::read(&app.facility, &actor, proposal)
    })
    .await?;
    tracing::info!(%person, %proposal, "a dossier is downloaded");
    let name = format!("{}.zip", names::safe(&dossier.reference));
    let (to, from) = channel(AHEAD);
    let app = app.clone();
    actix_web::rt::spawn(async move {
        let mut archive = Archive::new(to.clone());
        let written = match add(&mut archive, &app, &reader, &dossier).await {
            Ok(()) => archive.finish(app.facility.clock.now()).await,
            Err(ended) => Err(ended),
        };
        if let Err(Ended::Failed(failure)) = written {
            tracing::error!(%failure, %proposal, "a dossier cannot be written");
            // An error in the body ends it before its end, so that nobody takes it for whole.
            let _ = to.send(Err(std::io::Error::other("not whole"))).await;
        }
    });
    Ok(answer(&name, from))
}

async fn one(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    Ok(send_one(&app, actor, visitor.reader, id(&path)?).await?)
}

/// All dossiers of a call the person sees, as one archive.
pub async fn send_all(
    app: &web::Data<Application>,
    actor: Actor,
    reader: Reader,
    call: CallId,
    follow: Option<Uuid>,
) -> Result<HttpResponse, Failure> {
    let (code, all) = block(app, {
        let actor = actor.clone();
        move |app| {
            let all = dossier::count(&app.facility, &actor, call)?;
            let view = call::view(&app.facility, Some(&actor), call)?;
            Ok((view.call.definition.code.clone(), all))
        }
    })
    .await?;
    let person = actor.person;
    tracing::info!(%person, %call, dossiers = all, "dossiers of a call are downloaded");
    let (to, from) = channel(AHEAD);
    let app = app.clone();
    actix_web::rt::spawn(async move {
        let mut sending = Sending {
            actor,
            follow,
            progress: Progress {
                all: u64::try_from(all).unwrap_or_default(),
                ..Progress::default()
            },
        };
        let archive = Archive::new(to.clone());
        let written = sending.write(archive, &app, &reader, call).await;
        if let Err(Ended::Failed(failure)) = &written {
            tracing::error!(%failure, %call, "the dossiers of a call cannot be written");
            let _ = to.send(Err(std::io::Error::other("not whole"))).await;
        }
        sending.progress.ended = true;
        sending.progress.whole = written.is_ok();
        sending.note();
    });
    Ok(answer(&format!("{code}-dossiers.zip"), from))
}

/// An archive of a call on its way.
struct Sending {
    actor: Actor,
    follow: Option<Uuid>,
    progress: Progress,
}

impl Sending {
    fn note(&self) {
        if let Some(follow) = self.follow {
            progress::note(self.actor.person, follow, self.progress);
        }
    }

    async fn write(
        &mut self,
        mut archive: Archive,
        app: &web::Data<Application>,
        reader: &Reader,
        call: CallId,
    ) -> Result<(), Ended> {
        self.note();
        let mut after = None;
        loop {
            let actor = self.actor.clone();
            let (ids, next) = block(app, move |app| {
                dossier::page(&app.facility, &actor, call, after)
            })
            .await?;
            for proposal in ids {
                let actor = self.actor.clone();
                let read = block(app, move |app| {
                    dossier::read(&app.facility, &actor, proposal)
                })
                .await;
                match read {
                    Ok(dossier) => add(&mut archive, app, reader, &dossier).await?,
                    // What the person may no longer see since the list was read is left out.
                    Err(Failure::Refused(_)) => {}
                    Err(failure) => return Err(failure.into()),
                }
                self.progress.done += 1;
                self.progress.files = archive.files() as u64;
                self.progress.bytes = archive.bytes();
                self.note();
            }
            match next {
                Some(next) => after = Some(next),
                None => return archive.finish(app.facility.clock.now()).await,
            }
        }
    }
}

/// Which archive is followed.
#[derive(Deserialize)]
struct Follow {
    follow: Option<Uuid>,
}

async fn all(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    asked: web::Query<Follow>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    Ok(send_all(&app, actor, visitor.reader, id(&path)?, asked.follow).await?)
}

#[derive(Template)]
#[template(path = "dossier/call.html")]
struct CallPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    count: String,
    follow: Uuid,
    /// How far the archive that is followed has come, in words.
    state: String,
}

/// How far an archive has come, in words.
fn state(reader: &Reader, progress: Option<Progress>) -> String {
    let Some(progress) = progress else {
        return reader.t("dossiers-not-begun");
    };
    let key = match (progress.ended, progress.whole) {
        (false, _) => "dossiers-progress",
        (true, true) => "dossiers-done",
        (true, false) => "dossiers-ended",
    };
    let megabytes = progress.bytes.div_ceil(1_000_000);
    let number = |number: u64| reader.number(i64::try_from(number).unwrap_or(i64::MAX));
    reader.ta(
        key,
        [
            ("done", number(progress.done).into()),
            ("all", number(progress.all).into()),
            ("files", number(progress.files).into()),
            ("size", number(megabytes).into()),
        ],
    )
}

async fn page(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    asked: web::Query<Follow>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let call: CallId = id(&path)?;
    let person = actor.person;
    let (title, count) = block(&app, move |app| {
        let count = dossier::count(&app.facility, &actor, call)?;
        let view = call::view(&app.facility, Some(&actor), call)?;
        let title = view.call.definition.title.get(reader.language.code());
        Ok((title.to_owned(), count))
    })
    .await?;
    let base = format!("/calls/{call}");
    render(&CallPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![Crumb::new(base.clone(), title)],
        address: format!("{base}/dossiers"),
        count: reader.tn("dossiers-count", count),
        state: match asked.follow {
            Some(follow) => state(&reader, progress::of(person, follow)),
            None => String::new(),
        },
        follow: asked.follow.unwrap_or_else(Uuid::new_v4),
    })
}

/// How far an archive has come, for the script of the page.
async fn how_far(
    visitor: Visitor,
    path: web::Path<String>,
    asked: web::Query<Follow>,
) -> Result<HttpResponse, PageError> {
    let person = visitor.actor()?.person;
    let _: CallId = id(&path)?;
    let progress = asked.follow.and_then(|follow| progress::of(person, follow));
    Ok(HttpResponse::Ok().json(serde_json::json!({
        "state": state(&visitor.reader, progress),
        "ended": progress.is_some_and(|progress| progress.ended),
    })))
}
