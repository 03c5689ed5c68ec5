//! A dossier as one page to print, in the site and as a file that stands alone.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::dossier::{self, Dossier};
use language::Reader;
use workflow::ids::ProposalId;

use crate::failure::PageError;
use crate::page::{Crumb, Page, render};
use crate::pages::intake::answers::{self, AnsweredSection, Body};
use crate::pages::parsing::id;
use crate::pages::proposal::facts;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A document of the dossier.
pub struct Listed {
    /// Where it is, in the site or in the archive.
    pub href: String,
    /// Its name.
    pub name: String,
    /// SHA-256 of its content.
    pub digest: String,
}

/// A dossier ready to read.
pub struct Sheet {
    /// Title of the project.
    pub title: String,
    /// Reference.
    pub reference: String,
    /// The call.
    pub call: String,
    /// The lead.
    pub organisation: String,
    /// Country of the project.
    pub country: String,
    /// Organisations that apply together with it.
    pub beside: Vec<String>,
    /// Named values of the submission.
    pub facts: Vec<(String, String)>,
    /// When it was received, on the clocks of the call.
    pub received: String,
    /// `Version 2`.
    pub version: String,
    /// SHA-256 of the canonical content.
    pub digest: String,
    /// The answers.
    pub sections: Vec<AnsweredSection>,
    /// The documents.
    pub documents: Vec<Listed>,
}

/// Makes a dossier ready to read; `place` says where a document is, by its place among the documents.
pub fn sheet(reader: &Reader, dossier: &Dossier, place: impl Fn(usize) -> String) -> Sheet {
    let view = &dossier.view;
    let content = &dossier.content;
    let there = Reader::new(reader.language, view.call.definition.dates.zone);
    let documents: Vec<Listed> = content
        .documents
        .iter()
        .enumerate()
        .map(|(number, document)| Listed {
            href: place(number),
            name: document.name.clone(),
            digest: document.digest.to_string(),
        })
        .collect();
    let mut sections = answers::sections(reader, answers::Read::submitted(&view.call, content));
    let bodies = sections.iter_mut().flat_map(|section| &mut section.answers);
    for answered in bodies {
        let Body::Files(files) = &mut answered.body else {
            continue;
        };
        for file in files {
            let same = content
                .documents
                .iter()
                .position(|document| file.href.contains(&document.id.to_string()));
            if let Some(number) = same {
                file.href = place(number);
            }
        }
    }
    Sheet {
        title: wording::title(reader, &view.title),
        reference: dossier.reference.clone(),
        call: view
            .call
            .definition
            .title
            .get(reader.language.code())
            .to_owned(),
        organisation: view.organisation.clone(),
        country: reader.country(view.country),
        beside: dossier
            .beside
            .iter()
            .map(|(name, country)| format!("{name} ({})", reader.country(country)))
            .collect(),
        facts: facts(reader, view),
        received: there.date_time(content.received_at),
        version: reader.ta("submission-version", [("number", content.version.into())]),
        digest: content.digest.to_string(),
        sections,
        documents,
    }
}

#[derive(Template)]
#[template(path = "dossier/show.html")]
struct ShowPage {
    page: Page,
    crumbs: Vec<Crumb>,
    sheet: Sheet,
    archive: String,
}

/// A dossier that stands alone, for an archive.
#[derive(Template)]
#[template(path = "dossier/file.html")]
pub struct File {
    /// Language and zone.
    pub reader: Reader,
    /// The dossier.
    pub sheet: Sheet,
}

/// Shows a dossier to be printed.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let proposal: ProposalId = id(&path)?;
    let dossier = block(&app, move |app| {
        dossier::read(&app.facility, &actor, proposal)
    })
    .await?;
    let place = |number: usize| format!("/documents/{}", dossier.content.documents[number].id);
    let sheet = sheet(&reader, &dossier, place);
    let base = format!("/proposals/{proposal}");
    render(&ShowPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![Crumb::new(base.clone(), sheet.title.clone())],
        archive: format!("{base}/dossier.zip"),
        sheet,
    })
}
