//! The minute itself: everybody saves and submits, some twice, some after the instant; somebody reads the call's page.

use std::cell::RefCell;
use std::time::Duration;

use actix_web::rt::time::{Instant, sleep, sleep_until};
use actix_web::web::Bytes;
use awc::error::{PayloadError, SendRequestError};
use awc::http::StatusCode;
use awc::{Client, ClientRequest, ClientResponse, Connector};
use chrono::{DateTime, Utc};
use futures_util::Stream;
use futures_util::future::join_all;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use crate::figures::Times;
use crate::filling::{Applicant, Filled, WRITTEN};

/// How the minute is played.
#[derive(Clone, Copy)]
pub struct Play {
    /// When it begins.
    pub begins: Instant,
    /// When the deadline is.
    pub deadline: Instant,
}

/// A receipt as the applicant holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The reference.
    pub reference: String,
    /// SHA-256 of the content.
    pub digest: String,
    /// When the server says it was received (UTC).
    pub received_at: DateTime<Utc>,
}

/// What became of one applicant.
#[derive(Default)]
pub struct Outcome {
    /// Receipts, one for each answer of success.
    pub receipts: Vec<Receipt>,
    /// The last text whose saving was acknowledged.
    pub saved: Option<String>,
    /// A text whose saving was under way when the line broke: it may be there.
    pub unsure: Option<String>,
    /// Whether a submission was refused as late.
    pub late: bool,
    /// Whether a submission was under way when the line broke and no answer came after.
    pub unsettled: bool,
    /// What nobody expected: status and answer.
    pub odd: Vec<String>,
}

/// What was measured.
#[derive(Default)]
pub struct Measured {
    /// Saves that were acknowledged.
    pub saves: Times,
    /// Submissions that were answered, with a receipt or a refusal.
    pub submissions: Times,
    /// Reads of the call's page.
    pub pages: Times,
    /// Requests told to come again, and asked again.
    pub deferred: usize,
    /// Requests whose line broke.
    pub broken: usize,
}

/// An answer of the server.
enum Answer {
    Said(StatusCode, Value),
    /// Come again: nothing was done.
    Later,
    /// No answer: the server is gone.
    Broken,
}

struct Player<'a> {
    client: &'a Client,
    url: &'a str,
    measured: &'a RefCell<Measured>,
    play: Play,
}

/// Everybody plays; answers what became of each, in the order of the applicants.
pub async fn play(url: &str, filled: &Filled, play: Play) -> (Vec<Outcome>, Measured) {
    let client = Client::builder()
        .connector(Connector::new().limit(400).timeout(Duration::from_secs(20)))
        .timeout(Duration::from_secs(60))
        .finish();
    let measured = RefCell::new(Measured::default());
    let player = Player {
        client: &client,
        url,
        measured: &measured,
        play,
    };
    let applicants = filled.applicants.iter().enumerate();
    let everybody = join_all(applicants.map(|(number, applicant)| player.apply(number, applicant)));
    let page = format!("/calls/{}", filled.call);
    let (outcomes, ()) = futures_util::join!(everybody, player.read(&page));
    (outcomes, measured.into_inner())
}

impl Player<'_> {
    /// One applicant: two saves somewhere in the minute, and the submission, mostly in the last third. One of ten submits
    /// twice at once, one of twenty after the instant.
    async fn apply(&self, number: usize, applicant: &Applicant) -> Outcome {
        let mut rng = StdRng::seed_from_u64(number as u64);
        let length = (self.play.deadline - self.play.begins).as_secs_f64();
        let late = number % 20 == 7;
        let submits = if late {
            length + rng.random_range(0.01..2.0)
        } else if rng.random_bool(0.7) {
            length * rng.random_range(0.66..0.99)
        } else {
            length * rng.random_range(0.1..0.66)
        };
        let mut outcome = Outcome::default();
        for step in 0..2 {
            let at = submits.min(length) * (f64::from(step) + rng.random_range(0.0..0.9)) / 2.0;
            self.until(at).await;
            let text = format!("Written in the last minute, {number}, time {step}.");
            self.save(applicant, text, &mut outcome).await;
        }
        self.until(submits).await;
        if number % 10 == 3 {
            let mut twin = Outcome::default();
            futures_util::join!(
                self.submit(applicant, &mut outcome),
                self.submit(applicant, &mut twin)
            );
            outcome.receipts.append(&mut twin.receipts);
            outcome.odd.append(&mut twin.odd);
            outcome.late |= twin.late;
            outcome.unsettled |= twin.unsettled;
        } else {
            self.submit(applicant, &mut outcome).await;
        }
        outcome
    }

    async fn until(&self, seconds: f64) {
        sleep_until(self.play.begins + Duration::from_secs_f64(seconds)).await;
    }

    fn asks(&self, request: ClientRequest, applicant: &Applicant) -> ClientRequest {
        request.bearer_auth(&applicant.token)
    }

    /// Saves until it is acknowledged or the deadline has passed.
    async fn save(&self, applicant: &Applicant, text: String, outcome: &mut Outcome) {
        let address = format!("{}/api/v1/proposals/{}/draft", self.url, applicant.proposal);
        let body = json!({ "answers": { WRITTEN: text } });
        loop {
            let begun = Instant::now();
            let request = self.asks(self.client.patch(&address), applicant);
            match self.answered(request.send_json(&body).await).await {
                Answer::Said(status, _) if status.is_success() => {
                    self.measured.borrow_mut().saves.add(begun.elapsed());
                    outcome.saved = Some(text);
                    outcome.unsure = None;
                    return;
                }
                Answer::Said(status, problem) => {
                    if !is_late(status, &problem) {
                        outcome.odd.push(format!("save: {status} {problem}"));
                    }
                    return;
                }
                Answer::Later => {}
                Answer::Broken => {
                    outcome.unsure = Some(text.clone());
                    sleep(Duration::from_millis(500)).await;
                }
            }
        }
    }

    /// Submits until there is an answer.
    async fn submit(&self, applicant: &Applicant, outcome: &mut Outcome) {
        let address = format!(
            "{}/api/v1/proposals/{}/submit",
            self.url, applicant.proposal
        );
        let declared = json!({ "declared": true });
        let mut broken = false;
        loop {
            let begun = Instant::now();
            let request = self.asks(self.client.post(&address), applicant);
            match self.answered(request.send_json(&declared).await).await {
                Answer::Said(status, body) => {
                    self.measured.borrow_mut().submissions.add(begun.elapsed());
                    match receipt(&body).filter(|_| status.is_success()) {
                        Some(receipt) => outcome.receipts.push(receipt),
                        None if is_late(status, &body) => {
                            outcome.late = true;
                            outcome.unsettled = broken;
                        }
                        None => outcome.odd.push(format!("submit: {status} {body}")),
                    }
                    return;
                }
                Answer::Later => {}
                Answer::Broken => {
                    broken = true;
                    sleep(Duration::from_millis(500)).await;
                }
            }
        }
    }

    /// What the server has said, once it has said all of it. Waits when it asks to come again later.
    async fn answered<S>(&self, sent: Result<ClientResponse<S>, SendRequestError>) -> Answer
    where
        S: Stream<Item = Result<Bytes, PayloadError>> + Unpin,
    {
        let Ok(mut answer) = sent else {
            self.measured.borrow_mut().broken += 1;
            return Answer::Broken;
        };
        let status = answer.status();
        let Ok(body) = answer.body().limit(1 << 20).await else {
            self.measured.borrow_mut().broken += 1;
            return Answer::Broken;
        };
        if status == StatusCode::SERVICE_UNAVAILABLE || status == StatusCode::TOO_MANY_REQUESTS {
            self.measured.borrow_mut().deferred += 1;
            let after = answer.headers().get("retry-after");
            let seconds = after.and_then(|after| after.to_str().ok()?.parse().ok());
            sleep(Duration::from_secs(seconds.unwrap_or(1))).await;
            return Answer::Later;
        }
        Answer::Said(status, serde_json::from_slice(&body).unwrap_or_default())
    }

    /// Somebody reads the call's page, five times a second.
    async fn read(&self, page: &str) {
        while Instant::now() < self.play.deadline {
            let begun = Instant::now();
            let sent = self.client.get(format!("{}{page}", self.url)).send().await;
            if let Ok(mut answer) = sent
                && answer.status().is_success()
                && answer.body().limit(1 << 20).await.is_ok()
            {
                self.measured.borrow_mut().pages.add(begun.elapsed());
            }
            sleep(Duration::from_millis(200)).await;
        }
    }
}

fn is_late(status: StatusCode, problem: &Value) -> bool {
    let kind = problem["type"].as_str().unwrap_or_default();
    status.is_client_error() && kind.ends_with("deadline-passed")
}

fn receipt(body: &Value) -> Option<Receipt> {
    Some(Receipt {
        reference: body["reference"].as_str()?.to_owned(),
        digest: body["digest"].as_str()?.to_owned(),
        received_at: body["received_at"].as_str()?.parse().ok()?,
    })
}
