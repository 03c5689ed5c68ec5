//! The server: what it is made of, and its life.

use std::pin::pin;
use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, Error, HttpServer, web};
use facility::accounts::SessionLimits;
use facility::password::Passwords;
use facility::settings::Settings;
use facility::{Facility, Failure};
use futures_util::future::{Either, select};
use utoipa_actix_web::AppExt;

use crate::live::Live;
use crate::{api, assets, pages, security};

/// What every request works with.
pub struct Application {
    /// The use cases' world.
    pub facility: Facility,
    /// Settings.
    pub settings: Settings,
    /// Hashes and compares passwords.
    pub passwords: Arc<Passwords>,
    /// Streams that tell pages what has changed.
    pub live: Arc<Live>,
}

impl Application {
    /// How long sessions last.
    pub fn limits(&self) -> SessionLimits {
        SessionLimits {
            idle: self.settings.session_idle,
            absolute: self.settings.session_absolute,
        }
    }
}

/// Runs work that waits for the database beside the threads that serve requests.
pub async fn block<T, F>(app: &web::Data<Application>, work: F) -> Result<T, Failure>
where
    T: Send + 'static,
    F: FnOnce(&Application) -> Result<T, Failure> + Send + 'static,
{
    let app = app.clone();
    web::block(move || work(&app))
        .await
        .map_err(|error| Failure::Unexpected(format!("the work was given up: {error}")))?
}

/// The application with every route.
pub fn app(
    data: web::Data<Application>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let limit = data.settings.body_limit;
    App::new()
        .app_data(data)
        .app_data(web::PayloadConfig::new(limit))
        .into_utoipa_app()
        .openapi(api::description())
        .configure(api::configure)
        .openapi_service(api::documentation)
        .into_app()
        .service(assets::serve)
        .configure(pages::configure)
        .wrap(Compress::default())
        .wrap(from_fn(security::guard))
}

/// Serves until `stop` answers, then finishes what is under way.
///
/// Errors when the address cannot be listened on.
pub async fn run(application: Application, stop: impl Future<Output = ()>) -> std::io::Result<()> {
    let bind = application.settings.bind;
    let workers = application.settings.workers;
    let threads = usize::try_from(application.settings.readers).unwrap_or(8) * 2;
    let live = Arc::clone(&application.live);
    let data = web::Data::new(application);
    let mut server = HttpServer::new(move || app(data.clone()))
        .disable_signals()
        .worker_max_blocking_threads(threads.max(4))
        .client_request_timeout(std::time::Duration::from_secs(15))
        .shutdown_timeout(20);
    if let Some(workers) = workers {
        server = server.workers(workers);
    }
    let running = server.bind(bind)?.run();
    let handle = running.handle();
    let stopping = async move {
        stop.await;
        live.close();
        handle.stop(true).await;
    };
    match select(running, pin!(stopping)).await {
        Either::Left((ended, _)) => ended,
        Either::Right(((), running)) => running.await,
    }
}
