//! `minha serve`.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use facility::Facility;
use facility::mail::Courier;
use facility::password::{Hashing, Passwords};
use facility::settings::Settings;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::problem::{Kind, Problem};
use crate::{demo, migrate, open};

/// How long the workers may take to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves pages and API until it is told to stop.
pub fn run(settings: Settings) -> Result<(), Problem> {
    // Before anything is touched: a second server on the same address is the commonest mistake.
    TcpListener::bind(settings.bind).map_err(|error| not_listening(settings.bind, &error))?;
    let store = open::store(&settings)?;
    if store.is_empty()? {
        store.migrate().map_err(migrate::explained)?;
        tracing::info!(
            "made the tables of a new database, {}",
            settings.database_url
        );
    }
    store.check_migrated()?;
    if open::is_half_loaded(&store)? {
        return Err(demo::half_loaded(&settings));
    }
    let is_demonstration = open::is_demonstration(&store)?;
    let facility = open::facility(&settings, store)?;
    warn(&settings, is_demonstration);
    let courier = if settings.demonstration || is_demonstration {
        None
    } else {
        Courier::of(&settings)?
    };
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let passwords = Arc::new(Passwords::new(Hashing::Standard, threads)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            Problem::new(Kind::Other, format!("no threads can be started: {error}"))
        })?;
    let bind = settings.bind;
    let served = runtime.block_on(work(facility, settings, passwords, courier));
    runtime.shutdown_timeout(PATIENCE);
    served.map_err(|error| not_listening(bind, &error))
}

/// The server with its workers beside it; they stop once it has.
async fn work(
    facility: Facility,
    settings: Settings,
    passwords: Arc<Passwords>,
    courier: Option<Courier>,
) -> io::Result<()> {
    let (stop, stopping) = watch::channel(false);
    let mut workers = JoinSet::new();
    if let Some(courier) = courier {
        workers.spawn(facility::mail::work(
            facility.clone(),
            courier,
            stopping.clone(),
        ));
    }
    workers.spawn(facility::jobs::work(facility.clone(), stopping.clone()));
    workers.spawn(facility::jobs::release(facility.clone(), stopping.clone()));
    workers.spawn(facility::jobs::screen(facility.clone(), stopping));
    let told = told_to_stop()?;
    tracing::info!("serving {} on {}", settings.public_url, settings.bind);
    let application = web::Application {
        facility,
        settings,
        passwords,
        live: Arc::default(),
    };
    let served = web::run(application, told).await;
    tracing::info!("stopping");
    // Nobody hears it when the workers have ended already, which is as well.
    let _ = stop.send(true);
    let ended = async { while workers.join_next().await.is_some() {} };
    if tokio::time::timeout(PATIENCE, ended).await.is_err() {
        tracing::warn!(
            "a worker did not stop in time and is ended; what it was doing is done again at the next start"
        );
    }
    served
}

/// Waits for SIGTERM or SIGINT. They are caught from the moment this is called, not only when it is awaited.
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

fn not_listening(bind: SocketAddr, error: &io::Error) -> Problem {
    let text = match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!(
                "{bind} is in use by another program. End that program, or choose another port with --bind"
            )
        }
        io::ErrorKind::PermissionDenied => {
            format!("this user may not listen on {bind}. Choose a port of 1024 or more with --bind")
        }
        io::ErrorKind::AddrNotAvailable => {
            format!(
                "this machine has no address {}. Choose another with --bind",
                bind.ip()
            )
        }
        _ => format!("the server on {bind} ended: {error}"),
    };
    Problem::new(Kind::Other, text)
}

/// Says loudly what an operator would not want to find out later.
fn warn(settings: &Settings, is_demonstration: bool) {
    match (is_demonstration, settings.demonstration) {
        (true, false) => tracing::warn!(
            "THIS DATABASE HOLDS THE DEMONSTRATION: its accounts have a public password. Serve it with --demonstration, \
             and never use it for real data"
        ),
        (false, true) => tracing::warn!(
            "--demonstration is set on a database that is not the demonstration: mails are kept and not sent"
        ),
        (true, true) => tracing::info!("demonstration: mails are kept and not sent"),
        (false, false) if settings.smtp_url.is_none() => {
            tracing::warn!("no smtp_url is set: mails wait in the outbox until one is");
        }
        (false, false) => {}
    }
}
