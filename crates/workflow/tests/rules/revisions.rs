//! Revisions of a published form: prepared by one, put in force by another; earlier versions stay readable.

use chrono::TimeDelta;
use workflow::call::{self, Call, CallStatus, Command, Event};
use workflow::form::Form;
use workflow::refusal::Refusal;

use crate::people::{CALL, Who};
use crate::say;
use crate::scene::{day, founding_call, noon};

fn published() -> Call {
    Call {
        id: CALL,
        definition: founding_call(),
        earlier_forms: Vec::new(),
        pending_form: None,
        grid_revisions: Vec::new(),
        status: CallStatus::Published,
        authors: [Who::Officer(1).id()].into(),
        drafted_at: noon(day(2010, 2, 1)),
        published_at: None,
        changed_at: noon(day(2010, 2, 1)),
        questions: Default::default(),
        batches: Vec::new(),
        panel: Default::default(),
        letters: Default::default(),
        unnamed: Default::default(),
    }
}

fn act(call: &mut Call, who: Who, command: &Command) -> Result<Vec<Event>, Refusal> {
    let now = noon(day(2010, 3, 15));
    let events = call::decide(call, command, &who.actor(), now)?;
    for event in &events {
        *call = call::evolve(Some(call.clone()), CALL, event, Some(who.id()), now).unwrap();
    }
    Ok(events)
}

fn propose(form: Form) -> Command {
    Command::ProposeForm {
        form: Box::new(form),
        reason: Some(say::text()),
    }
}

#[test]
fn a_second_person_puts_a_revision_in_force_and_the_earlier_form_stays() {
    let mut call = published();
    let first = call.definition.form.clone();
    let mut form = first.clone();
    form.remove_question("sustainability");
    form.version = 40;
    assert_eq!(
        act(&mut call, Who::Manager(1), &propose(form.clone())),
        Err(Refusal::NotAllowed)
    );
    act(&mut call, Who::Officer(1), &propose(form.clone())).unwrap();
    // Until then nothing has changed for applicants.
    assert_eq!(call.definition.form, first);
    assert_eq!(call.pending_form.as_ref().unwrap().form.version, 2);
    assert_eq!(
        act(&mut call, Who::Officer(1), &Command::ReviseForm),
        Err(Refusal::NotAllowed)
    );
    let events = act(&mut call, Who::Manager(1), &Command::ReviseForm).unwrap();
    assert_eq!(events, [Event::FormRevised { version: 2 }]);
    assert_eq!(call.definition.form.version, 2);
    assert_eq!(call.form(1), Some(&first));
    assert_eq!(call.form(2), Some(&call.definition.form));
    assert_eq!(call.form(3), None);
    assert_eq!(call.form_with("sustainability"), Some(&first));
    assert_eq!(call.form_with("title"), Some(&call.definition.form));
    assert!(
        act(&mut call, Who::Manager(1), &Command::ReviseForm).is_err(),
        "nothing waits any more"
    );
}

#[test]
fn nobody_puts_their_own_revision_in_force() {
    use workflow::role::{Appointment, Role};
    let mut call = published();
    let mut both = Who::Officer(1).actor();
    both.appointments.push(Appointment {
        role: Role::FacilityManager,
        call: None,
        agency: None,
    });
    let now = noon(day(2010, 3, 15));
    let form = call.definition.form.clone();
    act(&mut call, Who::Officer(1), &propose(form.clone())).unwrap();
    // Another officer changes it: both have prepared it.
    act(
        &mut call,
        Who::Officer(2),
        &Command::ProposeForm {
            form: Box::new(form),
            reason: None,
        },
    )
    .unwrap();
    assert_eq!(call.pending_form.as_ref().unwrap().authors.len(), 2);
    assert_eq!(
        call::decide(&call, &Command::ReviseForm, &both, now),
        Err(Refusal::OwnAct)
    );
    act(
        &mut call,
        Who::Officer(1),
        &Command::RefuseForm {
            reason: say::text(),
        },
    )
    .unwrap();
    assert_eq!(call.pending_form, None);
    assert!(
        act(
            &mut call,
            Who::Manager(1),
            &Command::RefuseForm {
                reason: say::text()
            }
        )
        .is_err()
    );
}

#[test]
fn a_revision_needs_a_reason_no_faults_and_an_open_call() {
    let mut call = published();
    let form = call.definition.form.clone();
    let silent = Command::ProposeForm {
        form: Box::new(form.clone()),
        reason: None,
    };
    assert_eq!(
        act(&mut call, Who::Officer(1), &silent),
        Err(Refusal::ReasonMissing)
    );
    let mut broken = form.clone();
    broken.remove_question("title");
    act(&mut call, Who::Officer(1), &propose(broken)).unwrap();
    assert!(matches!(
        act(&mut call, Who::Manager(1), &Command::ReviseForm),
        Err(Refusal::Incomplete { problems }) if problems.len() == 1
    ));
    act(&mut call, Who::Officer(1), &propose(form.clone())).unwrap();
    let deadline = call.definition.dates.deadline().at();
    for command in [propose(form), Command::ReviseForm] {
        let who = if command == Command::ReviseForm {
            Who::Manager(1)
        } else {
            Who::Officer(1)
        };
        assert!(call::decide(&call, &command, &who.actor(), deadline).is_ok());
        let late = deadline + TimeDelta::seconds(60);
        assert!(matches!(
            call::decide(&call, &command, &who.actor(), late),
            Err(Refusal::DeadlinePassed { .. })
        ));
    }
    let draft = Call {
        status: CallStatus::Draft,
        ..call
    };
    assert!(
        call::decide(
            &draft,
            &Command::ReviseForm,
            &Who::Manager(1).actor(),
            deadline
        )
        .is_err()
    );
}

#[test]
fn a_form_written_before_today_reads_as_it_was() {
    // As the record of an earlier version of the program has it.
    let written = r#"{"version":1,"section":[{"id":"a","title":{"en":"A"},"question":[
        {"id":"b","label":{"en":"B"},"help":{},"required":true,"answer":{"kind":"budget","headings":[{"id":"x","label":{"en":"X"}}]}},
        {"id":"f","label":{"en":"F"},"help":{},"required":false,"when":{"question":"b","is":"yes"},"answer":{"kind":"file","most":3}}]}]}"#;
    let form: Form = serde_json::from_str(written).unwrap();
    let again = serde_json::to_string(&form).unwrap();
    let plain: String = written.split('\n').map(str::trim).collect();
    assert_eq!(again, plain);
}
