//! Plays the last minute of a call against the real program: everybody saves and submits, some twice, some after the
//! instant; then the same once more, with the program killed in the middle and started again. Prints a report, and fails
//! when anything accepted is lost or doubled, or anything late got in.

mod checking;
mod figures;
mod filling;
mod playing;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

use actix_web::rt::time::{Instant, sleep};
use chrono::TimeDelta;
use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use store::DatabaseUrl;

use checking::Checked;
use playing::{Measured, Play};

/// Why it cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The database.
    #[error("{0}")]
    Store(#[from] store::StoreError),
    /// A use case.
    #[error("{0}")]
    Refused(#[from] facility::Failure),
    /// The rules of due diligence.
    #[error("{0}")]
    Rules(#[from] facility::due_diligence::WrongRules),
    /// Files and programs.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// SQL by hand.
    #[error("{0}")]
    Sql(#[from] diesel::result::Error),
    /// Something that cannot be.
    #[error("{0}")]
    Unexpected(&'static str),
}

#[derive(Parser)]
#[command(about = "Plays the last minute of a call against the real program")]
struct Arguments {
    /// The program.
    #[arg(long)]
    program: PathBuf,
    /// A PostgreSQL server whose user may make databases; SQLite alone when left out.
    #[arg(long)]
    postgres: Option<String>,
    /// How many have a draft.
    #[arg(long, default_value_t = 2_000)]
    drafts: usize,
    /// Seconds until the deadline.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

#[actix_web::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match play_all(&arguments).await {
        Ok(0) => ExitCode::SUCCESS,
        Ok(wrong) => {
            eprintln!("{wrong} things are wrong");
            ExitCode::FAILURE
        }
        Err(trouble) => {
            eprintln!("load: {trouble}");
            ExitCode::FAILURE
        }
    }
}

async fn play_all(arguments: &Arguments) -> Result<usize, Trouble> {
    let mut wrong = 0;
    println!(
        "{} drafts, {} seconds, {} processors",
        arguments.drafts,
        arguments.seconds,
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    for killed in [false, true] {
        let folder = tempfile::tempdir()?;
        let url = DatabaseUrl::Sqlite(folder.path().join("minha.db"));
        wrong += play_one(arguments, "SQLite", &url, folder.path(), killed).await?;
    }
    let Some(address) = &arguments.postgres else {
        return Ok(wrong);
    };
    let server: DatabaseUrl = address.parse()?;
    for killed in [false, true] {
        let folder = tempfile::tempdir()?;
        let name = format!("minha_load_{}", uuid::Uuid::now_v7().simple());
        by_hand(&server, &format!("CREATE DATABASE {name}"))?;
        let mut own = url::Url::parse(address)
            .map_err(|_| Trouble::Unexpected("--postgres is no address"))?;
        own.set_path(&name);
        let url: DatabaseUrl = own.as_str().parse()?;
        let played = play_one(arguments, "PostgreSQL", &url, folder.path(), killed).await;
        by_hand(&server, &format!("DROP DATABASE {name} WITH (FORCE)"))?;
        wrong += played?;
    }
    Ok(wrong)
}

fn by_hand(url: &DatabaseUrl, sql: &str) -> Result<(), Trouble> {
    use diesel::connection::SimpleConnection;
    match url.connect()? {
        store::AnyConn::Pg(mut conn) => conn.batch_execute(sql)?,
        store::AnyConn::Sqlite(mut conn) => conn.batch_execute(sql)?,
    }
    Ok(())
}

/// The program, which ends when this does.
struct Served {
    child: Child,
    url: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    async fn start(
        program: &Path,
        database: &DatabaseUrl,
        folder: &Path,
        port: u16,
    ) -> Result<Self, Trouble> {
        let url = format!("http://127.0.0.1:{port}");
        let address = match database {
            DatabaseUrl::Sqlite(path) => format!("sqlite://{}", path.display()),
            DatabaseUrl::Postgres(address) => address.clone(),
        };
        let child = Command::new(program)
            .args(["serve", "--demonstration"])
            .env("MINHA_DATABASE_URL", address)
            .env("MINHA_DATA_DIR", folder)
            .env("MINHA_BIND", format!("127.0.0.1:{port}"))
            .env("MINHA_PUBLIC_URL", &url)
            .env("MINHA_LOG", "error")
            .stdout(Stdio::null())
            .spawn()?;
        let mut served = Self { child, url };
        let client = awc::Client::default();
        for _ in 0..600 {
            if let Some(status) = served.child.try_wait()? {
                eprintln!("the program ended with {status}");
                return Err(Trouble::Unexpected("the program does not serve"));
            }
            if client.get(&served.url).send().await.is_ok() {
                return Ok(served);
            }
            sleep(Duration::from_millis(50)).await;
        }
        Err(Trouble::Unexpected(
            "the program did not answer within 30 seconds",
        ))
    }

    /// Ends it as a power cut would.
    fn kill(&mut self) -> Result<(), Trouble> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

fn free_port() -> Result<u16, Trouble> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port())
}

/// Seconds between setting the clock and the first act: the program starts in them.
const LEAD: u32 = 5;

async fn play_one(
    arguments: &Arguments,
    database: &str,
    url: &DatabaseUrl,
    folder: &Path,
    killed: bool,
) -> Result<usize, Trouble> {
    let bare = figures::bare_writes(url)?;
    // SQLite's file is made anew: the tables come with the migrations.
    let filled = with_bar(arguments.drafts, |bar| {
        filling::fill(url, folder, arguments.drafts, |done| {
            bar.set_position(done as u64)
        })
    })?;
    let port = free_port()?;
    let length = Duration::from_secs(arguments.seconds.into());
    let before = TimeDelta::seconds(i64::from(arguments.seconds + LEAD));
    filling::set_clock(url, filled.deadline - before)?;
    let set = Instant::now();
    let mut served = Served::start(&arguments.program, url, folder, port).await?;
    let play = Play {
        begins: set + Duration::from_secs(LEAD.into()),
        deadline: set + Duration::from_secs(LEAD.into()) + length,
    };
    let address = served.url.clone();
    let playing = playing::play(&address, &filled, play);
    let killing = async {
        if killed {
            actix_web::rt::time::sleep_until(play.begins + length / 2).await;
            served.kill()?;
            served = Served::start(&arguments.program, url, folder, port).await?;
        }
        Ok::<_, Trouble>(())
    };
    let ((outcomes, measured), restarted) = futures_util::join!(playing, killing);
    restarted?;
    let took = play.begins.elapsed();
    drop(served);
    let checked = checking::check(url, &filled, &outcomes)?;
    report(database, killed, bare, took, measured, &checked);
    Ok(checked.wrong.len() + usize::from(!verifies(arguments, url, folder)?))
}

fn with_bar<T>(length: usize, work: impl FnOnce(&ProgressBar) -> T) -> T {
    let bar = ProgressBar::new(length as u64);
    if let Ok(style) = ProgressStyle::with_template("writing drafts {bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    let done = work(&bar);
    bar.finish_and_clear();
    done
}

/// Whether the record verifies, as the program itself says.
fn verifies(arguments: &Arguments, url: &DatabaseUrl, folder: &Path) -> Result<bool, Trouble> {
    let address = match url {
        DatabaseUrl::Sqlite(path) => format!("sqlite://{}", path.display()),
        DatabaseUrl::Postgres(address) => address.clone(),
    };
    let verified = Command::new(&arguments.program)
        .arg("verify")
        .env("MINHA_DATABASE_URL", address)
        .env("MINHA_DATA_DIR", folder)
        .stdout(Stdio::null())
        .status()?;
    println!(
        "- `minha verify` afterwards: {}",
        if verified.success() {
            "the record verifies"
        } else {
            "IT DOES NOT"
        }
    );
    Ok(verified.success())
}

fn report(
    database: &str,
    killed: bool,
    bare: f64,
    took: Duration,
    measured: Measured,
    checked: &Checked,
) {
    let Measured {
        mut saves,
        mut submissions,
        mut pages,
        deferred,
        broken,
    } = measured;
    let how = if killed {
        ", killed in the middle and started again"
    } else {
        ""
    };
    println!("\n## {database}{how}\n");
    println!("| | answers | half within | 95 of 100 | 99 of 100 | longest |");
    println!("|---|---|---|---|---|---|");
    for (what, times) in [
        ("save", &mut saves),
        ("submit", &mut submissions),
        ("page of the call", &mut pages),
    ] {
        println!(
            "| {what} | {} | {:.0?} | {:.0?} | {:.0?} | {:.0?} |",
            times.count(),
            times.within(500),
            times.within(950),
            times.within(990),
            times.within(1_000),
        );
    }
    let rate = (saves.count() + submissions.count()) as f64 / took.as_secs_f64();
    println!(
        "\n- {rate:.0} saves and submissions a second were asked for; bare write transactions: {bare:.0} a second"
    );
    println!(
        "- accepted {}, refused as late {}",
        checked.accepted, checked.late
    );
    println!(
        "- accepted and not answered, because the line broke: {}",
        checked.unanswered
    );
    println!("- told to come again: {deferred}; broken lines: {broken}");
    println!("- lost, doubled or late: {}", checked.wrong.len());
    for wrong in checked.wrong.iter().take(20) {
        println!("  - {wrong}");
    }
}
