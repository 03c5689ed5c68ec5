//! Who asks for a page: the key of the browser, the session behind it, the reader's language, and the proof that a form
//! is ours.

use std::future::{Ready, ready};
use std::ops::Deref;
use std::rc::Rc;

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use chrono_tz::Tz;
use facility::Failure;
use facility::accounts::{self, SignedIn};
use language::{Language, Reader};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use workflow::role::Actor;

use crate::failure::PageError;
use crate::server::{Application, block};

/// The cookie that remembers the language of somebody who is not signed in.
const LANGUAGE: &str = "minha_language";
/// The cookie that carries the key of one sentence to the next page.
const NOTICE: &str = "minha_notice";

/// Who asks for a page.
#[derive(Clone)]
pub struct Visitor(Rc<Known>);

/// What is known of who asks for a page.
pub struct Known {
    /// The secret of this browser: of the session, or, of somebody who is not signed in, of the forms alone.
    pub key: String,
    /// Whether the browser does not have the key yet.
    pub fresh: bool,
    /// Who is signed in.
    pub who: Option<SignedIn>,
    /// Language and zone.
    pub reader: Reader,
    /// Path and query of the request.
    pub path: String,
    /// Key of a sentence the page before left for this one.
    pub notice: Option<String>,
}

impl Deref for Visitor {
    type Target = Known;
    fn deref(&self) -> &Known {
        &self.0
    }
}

impl Visitor {
    /// Finds out who asks.
    pub async fn of(request: &HttpRequest, app: &web::Data<Application>) -> Result<Self, Failure> {
        let cookie = |name: &str| request.cookie(name).map(|cookie| cookie.value().to_owned());
        let given = cookie(session_name(app)).filter(|key| key.len() == 43);
        let fresh = given.is_none();
        let key = given.map_or_else(accounts::secret, Ok)?;
        let who = if fresh {
            None
        } else {
            let key = key.clone();
            block(app, move |app| {
                accounts::session(&app.facility, app.limits(), &key)
            })
            .await?
        };
        let asked = || {
            let header = request.headers().get("accept-language");
            Language::from_accept_language(
                header
                    .and_then(|value| value.to_str().ok())
                    .unwrap_or_default(),
            )
        };
        let language = match &who {
            Some(who) => Language::parse(&who.person.language).unwrap_or_default(),
            None => cookie(LANGUAGE)
                .and_then(|code| Language::parse(&code))
                .unwrap_or_else(asked),
        };
        let path = request
            .uri()
            .path_and_query()
            .map_or("/", |path| path.as_str())
            .to_owned();
        Ok(Self(Rc::new(Known {
            key,
            fresh,
            who,
            reader: Reader::new(language, Tz::UTC),
            path,
            notice: cookie(NOTICE).filter(|key| language::has(language, key)),
        })))
    }

    /// The person who acts, for a use case. Nobody is sent to sign in first.
    pub fn actor(&self) -> Result<Actor, PageError> {
        self.signed_in().map(|who| who.actor.clone())
    }

    /// The person who acts, when somebody is signed in.
    pub fn maybe_actor(&self) -> Option<Actor> {
        self.who.as_ref().map(|who| who.actor.clone())
    }

    /// Who is signed in. Nobody is sent to sign in first.
    pub fn signed_in(&self) -> Result<&SignedIn, PageError> {
        self.who.as_ref().ok_or(PageError::SignInFirst)
    }

    /// A proof for forms. It looks different on every page, so that a compressed answer tells nothing of it.
    pub fn csrf(&self) -> String {
        let mut mask = [0_u8; 16];
        // Without randomness the token is merely not masked.
        let _ = getrandom::fill(&mut mask);
        let masked: Vec<u8> = self
            .proof()
            .iter()
            .zip(mask)
            .map(|(byte, by)| byte ^ by)
            .collect();
        hex::encode(mask) + &hex::encode(masked)
    }

    /// Whether a form carries the proof.
    pub fn proves(&self, token: &str) -> bool {
        let Ok(bytes) = hex::decode(token) else {
            return false;
        };
        let Some((mask, masked)) = bytes.split_at_checked(16) else {
            return false;
        };
        let given: Vec<u8> = masked
            .iter()
            .zip(mask)
            .map(|(byte, by)| byte ^ by)
            .collect();
        given.ct_eq(self.proof().as_slice()).into()
    }

    fn proof(&self) -> [u8; 16] {
        let mut hash = Sha256::new();
        hash.update(b"form of ");
        hash.update(self.key.as_bytes());
        let digest = hash.finalize();
        let mut proof = [0; 16];
        proof.copy_from_slice(&digest[..16]);
        proof
    }
}

impl FromRequest for Visitor {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request.extensions().get::<Visitor>().cloned();
        ready(found.ok_or_else(|| {
            Failure::Unexpected("a page was served without knowing who asks".to_owned()).into()
        }))
    }
}

fn session_name(app: &Application) -> &'static str {
    if app.settings.is_https() {
        "__Host-minha"
    } else {
        "minha"
    }
}

fn cookie(app: &Application, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings.is_https())
        .finish()
}

/// The cookie that gives the browser its key.
pub fn key_cookie(app: &Application, key: &str) -> Cookie<'static> {
    cookie(app, session_name(app), key.to_owned())
}

/// The cookie that remembers a language for a year.
pub fn language_cookie(app: &Application, language: Language) -> Cookie<'static> {
    let mut cookie = cookie(app, LANGUAGE, language.code().to_owned());
    cookie.set_max_age(Duration::days(365));
    cookie
}

/// The cookie that leaves the sentence of a key for the next page.
pub fn notice_cookie(app: &Application, key: &str) -> Cookie<'static> {
    let mut cookie = cookie(app, NOTICE, key.to_owned());
    cookie.set_max_age(Duration::seconds(60));
    cookie
}

/// The cookie that takes the sentence back once it was shown.
pub fn no_notice_cookie(app: &Application) -> Cookie<'static> {
    let mut cookie = cookie(app, NOTICE, String::new());
    cookie.make_removal();
    cookie
}
