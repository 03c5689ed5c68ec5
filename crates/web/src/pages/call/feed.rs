//! Open calls for programs: JSON Feed 1.1 and Atom (RFC 4287), with what a reader needs to ask only for what is new.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HttpDate};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, SecondsFormat, Utc};
use facility::Failure;
use facility::call::{self, CallView};
use language::{Language, Reader};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde_json::{Value, json};
use workflow::call::{CallStatus, Phase};
use workflow::record;

use super::spoken::{self, Asked};
use crate::failure::PageError;
use crate::server::{Application, block};

/// The pages of this file.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/calls/feed.json").get(json_feed))
        .service(web::resource("/calls/feed.atom").get(atom_feed));
}

/// What both forms are made of.
struct Feed {
    reader: Reader,
    /// The calls' language asked for; empty when none is.
    asked: String,
    base: String,
    open: Vec<CallView>,
    /// When what it says last changed (UTC): also a call that opens or closes by the clock changes it.
    changed: DateTime<Utc>,
}

async fn feed(app: &web::Data<Application>, asked: &Asked) -> Result<Feed, PageError> {
    let now = app.facility.clock.now();
    let calls = block(app, |app| {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = call::list(&app.facility, None, after, 200)?;
            found.extend(page.items);
            match page.next.and_then(|next| next.parse().ok()) {
                Some(next) => after = Some(next),
                None => return Ok(found),
            }
        }
    })
    .await?;
    let moments = calls.iter().flat_map(|view| {
        let dates = &view.call.definition.dates;
        [
            view.call.changed_at,
            dates.opens_at(),
            dates.deadline().at() + chrono::TimeDelta::seconds(1),
        ]
    });
    let changed = moments
        .filter(|at| *at <= now)
        .max()
        .unwrap_or(DateTime::UNIX_EPOCH);
    let open =
        |view: &CallView| view.call.status == CallStatus::Published && view.phase == Phase::Open;
    Ok(Feed {
        reader: Reader::new(
            Language::parse(&asked.language).unwrap_or_default(),
            chrono_tz::Tz::UTC,
        ),
        asked: asked.language.clone(),
        base: app.settings.public_url.trim_end_matches('/').to_owned(),
        open: calls.into_iter().filter(open).collect(),
        changed,
    })
}

impl Feed {
    fn address(&self, form: &str) -> String {
        let query = match self.asked.as_str() {
            "" => String::new(),
            asked => serde_urlencoded::to_string([("in", asked)])
                .map(|query| format!("?{query}"))
                .unwrap_or_default(),
        };
        format!("{}/calls/feed.{form}{query}", self.base)
    }

    fn page(&self, view: &CallView) -> String {
        format!("{}/calls/{}", self.base, view.call.id)
    }

    fn language(&self, view: &CallView) -> String {
        spoken::language(&self.reader, &view.call.definition, &self.asked)
    }

    fn item(&self, view: &CallView) -> Value {
        let definition = &view.call.definition;
        let code = self.language(view);
        let instant = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let themes: Vec<&str> = definition
            .themes
            .iter()
            .map(|theme| theme.title.get(&code))
            .collect();
        let funding = definition.funding.as_ref();
        json!({
            "id": self.page(view),
            "url": self.page(view),
            "title": definition.title.get(&code),
            "summary": definition.summary.get(&code),
            "content_text": definition.text.get(&code),
            "date_published": view.call.published_at.map(instant),
            "date_modified": instant(view.call.changed_at),
            "language": code,
            "tags": themes,
            "_minha": {
                "code": definition.code,
                "opens_at": instant(definition.dates.opens_at()),
                "closes_at": instant(definition.dates.deadline().at()),
                "zone": definition.dates.zone.to_string(),
                "currency": funding.map(|funding| funding.currency.code()),
                "grant_min_minor": funding.map(|funding| funding.grant_min_minor),
                "grant_max_minor": funding.map(|funding| funding.grant_max_minor),
                "languages": definition.languages,
                "application_languages": definition.application_languages,
                "countries": definition.countries,
            },
        })
    }

    fn json(&self) -> String {
        let items: Vec<Value> = self.open.iter().map(|view| self.item(view)).collect();
        json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.reader.t("feed-title"),
            "description": self.reader.t("feed-about"),
            "home_page_url": format!("{}/calls", self.base),
            "feed_url": self.address("json"),
            "language": self.reader.language.code(),
            "items": items,
        })
        .to_string()
    }

    fn atom(&self) -> std::io::Result<Vec<u8>> {
        let instant = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let mut out = Writer::new(Vec::new());
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let root = out.create_element("feed").with_attributes([
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", self.reader.language.code()),
        ]);
        root.write_inner_content(|out| {
            let home = format!("{}/calls", self.base);
            text(out, "id", &home)?;
            text(out, "title", &self.reader.t("feed-title"))?;
            text(out, "subtitle", &self.reader.t("feed-about"))?;
            text(out, "updated", &instant(self.changed))?;
            out.create_element("author")
                .write_inner_content(|out| text(out, "name", &self.reader.t("mail-signature")))?;
            link(out, "self", &self.address("atom"))?;
            link(out, "alternate", &home)?;
            for view in &self.open {
                let definition = &view.call.definition;
                let code = self.language(view);
                let entry = out.create_element("entry");
                let entry = entry.with_attribute(("xml:lang", code.as_str()));
                entry.write_inner_content(|out| {
                    text(out, "id", &self.page(view))?;
                    text(out, "title", definition.title.get(&code))?;
                    text(out, "updated", &instant(view.call.changed_at))?;
                    if let Some(at) = view.call.published_at {
                        text(out, "published", &instant(at))?;
                    }
                    link(out, "alternate", &self.page(view))?;
                    for theme in &definition.themes {
                        out.create_element("category")
                            .with_attributes([
                                ("term", theme.id.as_str()),
                                ("label", theme.title.get(&code)),
                            ])
                            .write_empty()?;
                    }
                    text(out, "summary", definition.summary.get(&code))?;
                    text(out, "content", definition.text.get(&code))
                })?;
            }
            Ok(())
        })?;
        Ok(out.into_inner())
    }
}

fn text(out: &mut Writer<Vec<u8>>, name: &str, text: &str) -> std::io::Result<()> {
    // Characters XML 1.0 has no place for would make the whole feed unreadable.
    let kept: String = text
        .chars()
        .filter(|c| matches!(c, '\t' | '\n' | '\r') || *c >= ' ')
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    out.create_element(name)
        .write_text_content(BytesText::new(&kept))?;
    Ok(())
}

fn link(out: &mut Writer<Vec<u8>>, rel: &str, href: &str) -> std::io::Result<()> {
    out.create_element("link")
        .with_attributes([("rel", rel), ("href", href)])
        .write_empty()?;
    Ok(())
}

/// Answers with a body, or that nothing is new for whoever has seen it (RFC 9110, conditional requests).
fn fresh(
    request: &HttpRequest,
    media_type: &str,
    body: impl Into<web::Bytes>,
    changed: DateTime<Utc>,
) -> HttpResponse {
    let body = body.into();
    let digest = record::digest(&body).to_string();
    let tag = format!("W/\"{}\"", &digest[..32]);
    let given = |name: header::HeaderName| {
        let value = request.headers().get(name)?;
        value.to_str().ok()
    };
    let same = |given: &str| {
        let plain = tag.trim_start_matches("W/");
        given
            .split(',')
            .map(|one| one.trim().trim_start_matches("W/"))
            .any(|one| one == plain || one == "*")
    };
    let seen = match given(header::IF_NONE_MATCH) {
        Some(tags) => same(tags),
        None => given(header::IF_MODIFIED_SINCE)
            .and_then(|value| value.parse::<HttpDate>().ok())
            .is_some_and(|since| {
                let since: std::time::SystemTime = since.into();
                DateTime::<Utc>::from(since).timestamp() >= changed.timestamp()
            }),
    };
    let status = if seen {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    };
    let mut response = HttpResponse::build(status);
    response
        .insert_header((header::ETAG, tag))
        .insert_header((
            header::LAST_MODIFIED,
            HttpDate::from(std::time::SystemTime::from(changed)).to_string(),
        ))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"));
    if seen {
        return response.finish();
    }
    response
        .insert_header((header::CONTENT_TYPE, media_type))
        .body(body)
}

async fn json_feed(
    request: HttpRequest,
    app: web::Data<Application>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let feed = feed(&app, &asked).await?;
    let media_type = "application/feed+json; charset=utf-8";
    Ok(fresh(&request, media_type, feed.json(), feed.changed))
}

async fn atom_feed(
    request: HttpRequest,
    app: web::Data<Application>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let feed = feed(&app, &asked).await?;
    let body = feed
        .atom()
        .map_err(|error| Failure::Unexpected(error.to_string()))?;
    let media_type = "application/atom+xml; charset=utf-8";
    Ok(fresh(&request, media_type, body, feed.changed))
}
