//! The REST API, version 1: everything a page can do, for programs. Described by itself in OpenAPI.

mod account;
mod act;
mod agreement;
mod applying;
mod assignment;
mod batches;
mod board;
mod calendar;
mod call;
mod caller;
mod clarification;
mod conflicts;
mod consensus;
mod dashboard;
mod describe;
mod documents;
mod dossiers;
mod due_diligence;
mod evaluation;
mod evaluators;
mod fields;
mod form;
mod grid;
mod idempotency;
mod intake;
mod letters;
mod monitoring;
mod organisation_people;
mod panel;
mod parts;
mod payments;
mod people;
mod problem;
mod profile;
mod proposal;
mod questions;
mod ranking;
mod register;
mod registration;
mod results;
mod rule_runs;
mod sanctions;
mod scoring;
mod screening;
mod screening_desk;
mod screening_figures;
mod selection;
mod submitting;
mod together;
mod uploads;
mod votes;
mod work;

use std::sync::OnceLock;

use actix_web::middleware::from_fn;
use actix_web::{HttpRequest, HttpResponse, web};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_swagger_ui::SwaggerUi;

use problem::{ApiError, Problem};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Minha",
        description = "Case management for small-grants facilities. Errors are problems (RFC 9457) with a stable `type`. \
                   Whoever changes something sends the `ETag` of what they have seen in `If-Match`; lists are read page \
                   by page with `after`. Sign in with a key from your account page, sent as a bearer token.",
        license(name = "Apache-2.0 OR MIT", identifier = "Apache-2.0 OR MIT")
    ),
    components(schemas(Problem))
)]
struct Description;

/// The description the routes are added to.
pub fn description() -> utoipa::openapi::OpenApi {
    let mut description = Description::openapi();
    let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    description
        .components
        .get_or_insert_default()
        .add_security_scheme("bearer", scheme);
    description
}

/// Every route of the API.
pub fn configure(config: &mut utoipa_actix_web::service_config::ServiceConfig) {
    config.service(
        utoipa_actix_web::scope("/api/v1")
            .configure(account::configure)
            .configure(agreement::configure)
            .configure(applying::configure)
            .configure(batches::configure)
            .configure(panel::configure)
            .configure(calendar::configure)
            .configure(call::configure)
            .configure(clarification::configure)
            .configure(conflicts::configure)
            .configure(consensus::configure)
            .configure(dashboard::configure)
            .configure(documents::configure)
            .configure(dossiers::configure)
            .configure(due_diligence::configure)
            .configure(assignment::configure)
            .configure(evaluation::configure)
            .configure(evaluators::configure)
            .configure(form::configure)
            .configure(grid::configure)
            .configure(intake::configure)
            .configure(letters::configure)
            .configure(monitoring::configure)
            .configure(payments::configure)
            .configure(organisation_people::configure)
            .configure(people::configure)
            .configure(proposal::configure)
            .configure(questions::configure)
            .configure(ranking::configure)
            .configure(board::configure)
            .configure(register::configure)
            .configure(registration::configure)
            .configure(results::configure)
            .configure(sanctions::configure)
            .configure(scoring::configure)
            .configure(screening::configure)
            .configure(rule_runs::configure)
            .configure(screening_figures::configure)
            .configure(screening_desk::configure)
            .configure(selection::configure)
            .configure(votes::configure)
            .configure(submitting::configure)
            .configure(together::configure)
            .configure(uploads::configure)
            .configure(work::configure)
            .route("/openapi.json", web::get().to(document))
            .app_data(
                // The address holds no id of the right form.
                web::PathConfig::default().error_handler(|_, request| not_taken(request).into()),
            )
            .app_data(
                web::QueryConfig::default().error_handler(|error, _| ApiError::query(error).into()),
            )
            .app_data(
                web::JsonConfig::default().error_handler(|error, _| ApiError::json(error).into()),
            )
            .default_service(web::to(nothing_here))
            .wrap(from_fn(caller::identify)),
    );
}

/// The page on which the description can be read and tried.
pub fn documentation(description: utoipa::openapi::OpenApi) -> SwaggerUi {
    // Every worker builds the same routes; what is made of them is made once.
    DESCRIBED.get_or_init(|| Described::of(description));
    SwaggerUi::new("/docs/{_:.*}").config(utoipa_swagger_ui::Config::from("/api/v1/openapi.json"))
}

/// What is made of the description.
struct Described {
    /// The description as it is served.
    document: String,
    /// The parts of every path, and the methods it takes.
    methods: Vec<(Vec<String>, String)>,
}

static DESCRIBED: OnceLock<Described> = OnceLock::new();

impl Described {
    fn of(mut description: utoipa::openapi::OpenApi) -> Self {
        describe::complete(&mut description);
        let methods = description.paths.paths.iter().map(|(path, item)| {
            let methods = [
                ("GET", item.get.is_some()),
                ("HEAD", item.get.is_some() || item.head.is_some()),
                ("OPTIONS", item.options.is_some()),
                ("POST", item.post.is_some()),
                ("PUT", item.put.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            let there: Vec<&str> = methods
                .iter()
                .filter(|(_, there)| *there)
                .map(|(name, _)| *name)
                .collect();
            (
                path.split('/').map(str::to_owned).collect(),
                there.join(", "),
            )
        });
        Self {
            methods: methods.collect(),
            document: description.to_pretty_json().unwrap_or_default(),
        }
    }
}

/// The description itself. It stands in the scope of the API, which would hide a route beside it.
async fn document() -> HttpResponse {
    let document = DESCRIBED
        .get()
        .map_or("{}", |described| described.document.as_str());
    HttpResponse::Ok()
        .content_type("application/json")
        .body(document)
}

/// What no route takes: another method of a path there is, or nothing at all.
async fn nothing_here(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    Err(not_taken(&request))
}

/// Why a request is not taken: the path takes other methods, or there is nothing. A path that is named as it stands goes
/// before one that an id could stand in.
pub fn not_taken(request: &HttpRequest) -> ApiError {
    let parts: Vec<&str> = request.path().split('/').collect();
    let fits = |path: &[String]| {
        path.len() == parts.len()
            && path
                .iter()
                .zip(&parts)
                .all(|(known, part)| known.starts_with('{') || known == part)
    };
    let ids = |path: &[String]| path.iter().filter(|part| part.starts_with('{')).count();
    let found = DESCRIBED.get().and_then(|described| {
        let fitting = described.methods.iter().filter(|(path, _)| fits(path));
        fitting.min_by_key(|(path, _)| ids(path))
    });
    match found {
        Some((_, methods))
            if !methods
                .split(", ")
                .any(|method| method == request.method().as_str()) =>
        {
            ApiError::method(methods.clone())
        }
        _ => ApiError::not_found(),
    }
}
