//! The first page: the open calls for a visitor, the work list for everyone who is signed in.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::work::{self, About, Task};
use workflow::role::Role;

use crate::failure::PageError;
use crate::page::{Page, render};
use crate::pages::call::{Line, lines};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/").get(show));
}

/// A piece of work as the list shows it.
struct Work {
    href: String,
    action: String,
    status: String,
    reference: String,
    title: String,
    organisation: String,
    when: String,
    overdue: bool,
}

#[derive(Template)]
#[template(path = "home/work.html")]
struct WorkPage {
    page: Page,
    count: String,
    tasks: Vec<Work>,
}

#[derive(Template)]
#[template(path = "home/public.html")]
struct PublicPage {
    page: Page,
    open: Vec<Line>,
    others: Vec<Line>,
}

async fn show(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    let page = Page::new(&visitor, &app);
    let Some(actor) = visitor.maybe_actor() else {
        let (open, others) = lines(&visitor, &app).await?;
        return render(&PublicPage { page, open, others });
    };
    let tasks = block(&app, move |app| work::tasks(&app.facility, &actor)).await?;
    let now = app.facility.clock.now();
    let reader = visitor.reader;
    let takes = visitor
        .maybe_actor()
        .is_some_and(|actor| actor.holds_anywhere(Role::Screener));
    let tasks: Vec<Work> = tasks
        .into_iter()
        .map(|task| line(&reader, now, takes, task))
        .collect();
    render(&WorkPage {
        page,
        count: reader.tn("work-count", tasks.len()),
        tasks,
    })
}

fn line(
    reader: &language::Reader,
    now: chrono::DateTime<chrono::Utc>,
    takes: bool,
    task: Task,
) -> Work {
    let days = task.due_on.map(|due| (due - now.date_naive()).num_days());
    let when = match days {
        Some(days) => reader.ta("work-due", [("when", reader.relative_days(days).into())]),
        None => reader.tn(
            "work-waiting-for-days",
            (now - task.since).num_days().max(0),
        ),
    };
    Work {
        href: address(&task),
        // A screener gives a waiting file to nobody but themselves.
        action: match task.action.as_str() {
            "assign_screener" if takes => reader.t("action-take"),
            "complete_registration" => {
                reader.tn("registration-things-missing", task.open.unwrap_or_default())
            }
            "answer_question" => reader.tn("questions-open-count", task.open.unwrap_or_default()),
            action => reader.named("action", action),
        },
        status: task.status,
        reference: task.reference.unwrap_or_default(),
        title: match task.about {
            About::Queue => reader.tn("work-queue", task.open.unwrap_or_default()),
            _ => wording::title(reader, &task.title),
        },
        organisation: task.organisation.unwrap_or_default(),
        when,
        overdue: days.is_some_and(|days| days < 0),
    }
}

/// Where a task is done.
fn address(task: &Task) -> String {
    match task.about {
        About::Queue => "/screening".to_owned(),
        About::Grant(id) => format!("/grants/{id}"),
        About::Call(id) if task.action == "answer_question" => {
            format!("/calls/{id}/questions/open")
        }
        About::Call(id)
            if matches!(
                task.action.as_str(),
                "adopt_decision" | "countersign_decision"
            ) =>
        {
            format!("/calls/{id}/panel/decisions")
        }
        About::Session(id, number) => format!("/calls/{id}/panel/sessions/{number}/minutes"),
        About::Call(id) if task.action == "accept_terms" => format!("/calls/{id}/terms"),
        About::Call(id) => format!("/calls/{id}"),
        About::Organisation(id) => match task.action.as_str() {
            "complete_registration" => format!("/organisations/{id}/registration"),
            "decide_join_requests" => format!("/organisations/{id}/people"),
            "confirm_verification" | "propose_verification" => {
                format!("/organisations/{id}/verification")
            }
            "change_flag" => format!("/organisations/{id}/flags"),
            _ => format!("/organisations/{id}"),
        },
        About::Proposal(id) => match task.action.as_str() {
            "submit" => format!("/proposals/{id}/draft"),
            "answer_clarification" => format!("/proposals/{id}/clarification"),
            "agree_to_co_apply" => format!("/proposals/{id}/co-applicants"),
            "assign_screener" | "conclude" | "confirm" | "settle" | "decide_appeal" => {
                format!("/proposals/{id}/screening")
            }
            "declare_no_conflict" if task.status == "in_evaluation" => {
                format!("/proposals/{id}/evaluation")
            }
            "submit_scores" => format!("/proposals/{id}/evaluation"),
            "declare_no_conflict"
            | "cast_ballot"
            | "open_voting"
            | "close_voting"
            | "record_outcome" => {
                format!("/proposals/{id}/selection")
            }
            "revise_proposal" => format!("/proposals/{id}/agreement/revise"),
            "prepare_agreement" | "send_agreement" | "accept_agreement" | "sign_agreement" => {
                format!("/proposals/{id}/agreement")
            }
            _ => format!("/proposals/{id}"),
        },
    }
}
