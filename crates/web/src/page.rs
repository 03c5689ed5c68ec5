//! The frame of every page, and how a page becomes an answer.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;
use language::{Language, Reader};
use workflow::role::{Actor, Role};

use crate::assets;
use crate::failure::PageError;
use crate::server::Application;
use crate::visitor::{Visitor, notice_cookie};

/// What a template needs to draw the frame. See `assets/README.md`.
pub struct Page {
    /// Language and zone.
    pub reader: Reader,
    /// Who is signed in.
    pub person: Option<SignedInPerson>,
    /// The proof for forms.
    pub csrf: String,
    /// Today's date in the demonstration.
    pub demonstration: Option<String>,
    /// Path and query, for coming back.
    pub path: String,
    /// Languages to choose from.
    pub languages: Vec<LanguageChoice>,
    /// What the act before has led to.
    pub notice: Option<Notice>,
}

/// Who is signed in, as the frame shows it.
pub struct SignedInPerson {
    /// Name.
    pub name: String,
    /// Main navigation.
    pub navigation: Vec<NavigationItem>,
}

/// A place of the main navigation.
pub struct NavigationItem {
    /// Where it leads.
    pub href: &'static str,
    /// Key of its text.
    pub key: &'static str,
    /// Whether the page is there.
    pub current: bool,
}

/// A language to choose.
pub struct LanguageChoice {
    /// BCP 47.
    pub code: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    /// Whether the page is in it.
    pub current: bool,
}

/// A sentence on top of the page.
pub struct Notice {
    /// `success`, `info`, `warning` or `danger`.
    pub kind: &'static str,
    /// The sentence.
    pub text: String,
}

impl Page {
    /// The frame for a visitor.
    pub fn new(visitor: &Visitor, app: &Application) -> Self {
        let reader = visitor.reader;
        let today = app.facility.clock.now().date_naive();
        Self {
            reader,
            person: visitor.who.as_ref().map(|who| SignedInPerson {
                name: who.person.name.clone(),
                navigation: navigation(&who.actor, &visitor.path, app.settings.demonstration),
            }),
            csrf: visitor.csrf(),
            demonstration: app.settings.demonstration.then(|| reader.date(today)),
            path: visitor.path.clone(),
            languages: Language::ALL
                .iter()
                .map(|language| LanguageChoice {
                    code: language.code(),
                    name: language.own_name(),
                    current: *language == reader.language,
                })
                .collect(),
            notice: visitor.notice.as_ref().map(|key| Notice {
                kind: "success",
                text: reader.t(key),
            }),
        }
    }

    /// The hashed address of a file of the assets.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}

/// The places a person's roles lead to.
fn navigation(actor: &Actor, path: &str, demonstration: bool) -> Vec<NavigationItem> {
    let holds = |roles: &[Role]| actor.holds_one_of(roles);
    use Role as R;
    let applicant = !actor.memberships.is_empty();
    let outsider = actor.appointments.is_empty();
    let runs = holds(&[R::ProgrammeOfficer, R::FacilityManager, R::Auditor]);
    let places = [
        (true, "/", "nav-work"),
        (applicant || outsider, "/my-proposals", "nav-my-proposals"),
        (applicant || outsider, "/organisations", "nav-organisation"),
        (holds(&[R::Screener]) || runs, "/screening", "nav-screening"),
        (
            holds(&[R::Evaluator]) || runs,
            "/evaluation",
            "nav-evaluation",
        ),
        (holds(&[R::Evaluator]), "/declarations", "nav-declarations"),
        (holds(&[R::Evaluator]), "/evaluator", "nav-evaluator"),
        (holds(&R::PANEL) || runs, "/panel", "nav-panel"),
        (
            runs || holds(&[R::Screener, R::FinanceOfficer]),
            "/proposals",
            "nav-proposals",
        ),
        (
            runs || applicant || holds(&[R::FinanceOfficer]),
            "/grants",
            "nav-grants",
        ),
        (
            holds(&[R::FinanceOfficer, R::FacilityManager, R::Auditor]),
            "/payments",
            "nav-payments",
        ),
        (
            runs || holds(&[R::Screener, R::FinanceOfficer]),
            "/organisations",
            "nav-organisations",
        ),
        (true, "/calls", "nav-calls"),
        (true, "/dashboard", "nav-dashboard"),
        (
            holds(&[R::FacilityManager, R::Auditor]),
            "/people",
            "nav-people",
        ),
        (demonstration, "/mails", "nav-mails"),
        (true, "/account", "nav-account"),
    ];
    let path = path.split('?').next().unwrap_or("/");
    let is_at = |href: &str| {
        path == href
            || (href != "/"
                && path
                    .strip_prefix(href)
                    .is_some_and(|rest| rest.starts_with('/')))
    };
    let mut found: Vec<NavigationItem> = Vec::new();
    for (_, href, key) in places.into_iter().filter(|(shown, _, _)| *shown) {
        if found.iter().all(|item| item.href != href) {
            found.push(NavigationItem {
                href,
                key,
                current: is_at(href),
            });
        }
    }
    found
}

/// Answers with a page.
pub fn render(template: &impl Template) -> Result<HttpResponse, PageError> {
    Ok(render_as(StatusCode::OK, template))
}

/// Answers with a page whose form could not be accepted: it is filled in, and says what is wrong.
pub fn render_refused(template: &impl Template) -> Result<HttpResponse, PageError> {
    Ok(render_as(StatusCode::UNPROCESSABLE_ENTITY, template))
}

/// Answers with a page and a status.
pub fn render_as(status: StatusCode, template: &impl Template) -> HttpResponse {
    match template.render() {
        Ok(html) => HttpResponse::build(status)
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            .body(html),
        Err(error) => {
            tracing::error!(%error, "a template failed");
            HttpResponse::InternalServerError().finish()
        }
    }
}

fn see_other(to: &str) -> HttpResponseBuilder {
    let mut response = HttpResponse::SeeOther();
    response.insert_header((header::LOCATION, to));
    response
}

/// Sends the browser to another page.
pub fn redirect(to: &str) -> HttpResponse {
    see_other(to).finish()
}

/// Sends the browser to another page, which shows the sentence of a key.
pub fn done(app: &Application, to: &str, key: &str) -> HttpResponse {
    see_other(to).cookie(notice_cookie(app, key)).finish()
}

/// A path of our own to come back to; the first page for anything else.
pub fn back(path: &str) -> &str {
    let own =
        path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if own { path } else { "/" }
}

/// A step on the way to a page.
pub struct Crumb {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub text: String,
}

impl Crumb {
    /// A step.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
        }
    }
}

/// An option of a list, of radio buttons or of check boxes.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Value in data.
    pub value: String,
    /// For people.
    pub text: String,
    /// More about it; may be empty.
    pub hint: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// An option without a hint.
    pub fn new(value: impl Into<String>, text: impl Into<String>, chosen: bool) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
            hint: String::new(),
            chosen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::back;

    #[test]
    fn one_comes_back_to_our_own_pages_only() {
        assert_eq!(back("/calls?x=1"), "/calls?x=1");
        for other in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/a\nb",
        ] {
            assert_eq!(back(other), "/", "{other}");
        }
    }
}
