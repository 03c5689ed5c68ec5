//! What every answer carries and every request passes: a request id, the security headers, the log line, the
//! same-origin check.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, web};
use base64::Engine;
use sha2::{Digest, Sha256};

use crate::server::Application;

/// Names one request in the log and on error pages.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

macro_rules! policy {
    () => {
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    };
}
const POLICY: &str = policy!();
/// The policy of a desk: documents of the site are shown in a frame beside the checklist.
pub const DESK_POLICY: &str = concat!(policy!(), "; frame-src 'self'");
/// The policy inside a page that is kept as a file: its own style and scripts, by their digests, and nothing of the net.
pub fn kept_page_policy(style: &str, scripts: &[String]) -> String {
    let hash = |text: &str| {
        let digest = Sha256::digest(text.as_bytes());
        let encoded = base64::engine::general_purpose::STANDARD.encode(digest);
        format!("'sha256-{encoded}'")
    };
    let scripts: Vec<String> = scripts.iter().map(|script| hash(script)).collect();
    format!(
        "default-src 'none'; style-src {}; script-src {}; form-action 'none'; base-uri 'none'",
        hash(style),
        scripts.join(" "),
    )
}

/// The API's browser page sets styles by script.
const DOCUMENTATION_POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; \
                                    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
                                    form-action 'none'; frame-ancestors 'none'";

/// The outermost layer.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let begun = Instant::now();
    let id = uuid::Uuid::new_v4().simple().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let path = request.path().to_owned();
    let https = request
        .app_data::<web::Data<Application>>()
        .is_some_and(|app| app.settings.is_https());
    let mut response = next.call(request).await?;
    let policy = if path.starts_with("/docs") {
        DOCUMENTATION_POLICY
    } else {
        POLICY
    };
    let status = response.status();
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set(header::CONTENT_SECURITY_POLICY, policy);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::CACHE_CONTROL, "no-store");
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    );
    if https {
        set(
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        );
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    // Without the query: searches may name people.
    tracing::info!(%id, %method, path, status = status.as_u16(), ms = begun.elapsed().as_millis() as u64, "request");
    Ok(response)
}

/// Whether a method changes nothing.
pub fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether a request that changes something comes from our own pages, as far as the browser says.
pub fn is_same_origin(request: &HttpRequest, public_url: &str) -> bool {
    let text = |name: HeaderName| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN) {
        None => true,
        Some(origin) => {
            let host = text(header::HOST).unwrap_or_default();
            origin == public_url || origin.split_once("://").is_some_and(|(_, of)| of == host)
        }
    }
}

/// The neighbourhood a request comes from: what proxies that are trusted say, else the peer.
pub fn network(request: &HttpRequest, app: &Application) -> String {
    let Some(peer) = request.peer_addr().map(|peer| peer.ip()) else {
        return "unknown".to_owned();
    };
    let mut from = peer;
    if app.settings.trusts(peer)
        && let Some(chain) = request
            .headers()
            .get("x-forwarded-for")
            .and_then(|value| value.to_str().ok())
    {
        // From the right: the first address that is none of our proxies.
        for hop in chain.rsplit(',') {
            let Ok(address) = hop.trim().parse() else {
                break;
            };
            from = address;
            if !app.settings.trusts(address) {
                break;
            }
        }
    }
    facility::network::Network::neighbourhood(from).to_string()
}
