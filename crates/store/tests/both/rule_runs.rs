//! Runs of the machine rules, and what the rules look up in the tables.

use store::rule_runs::{self, RunRow};
use store::{StoreError, applicants, cases, grants};
use workflow::criterion::RunCause;
use workflow::ids::{OrganisationId, ProposalId};
use workflow::record::digest;

use crate::harness::Database;
use crate::story::{after, call, day, draft, organisation, person, submitted};

fn run(at: u32, cause: RunCause, findings: &str) -> RunRow {
    RunRow {
        number: 0,
        at: day(4, at),
        by: None,
        cause,
        submission: 1,
        findings: findings.to_owned(),
        digest: digest(findings.as_bytes()),
    }
}

/// A draft in the founding call.
fn written(db: &Database) -> ProposalId {
    let owner = person(db, "owner@example.org");
    draft(
        db,
        call(db, "SGF2010", owner),
        organisation(db, "KE", "Hope", day(1, 5)),
        owner,
    )
}

on_both! {
    fn a_run_is_kept_after_those_before_it(db: migrated) {
        let id = written(db);
        assert_eq!(db.read(|conn| rule_runs::latest(conn, id)), None);
        let screener = person(db, "screener@example.org");
        let first = run(6, RunCause::Submission, r#"[{"criterion":"registered","finding":"pass"}]"#);
        let second = RunRow { by: Some(screener), submission: 2, ..run(7, RunCause::Demand, "[]") };
        assert_eq!(db.write(|conn| rule_runs::insert(conn, id, &first)), 1);
        assert_eq!(db.write(|conn| rule_runs::insert(conn, id, &second)), 2);
        let (first, second) = (RunRow { number: 1, ..first }, RunRow { number: 2, ..second });
        assert_eq!(db.read(|conn| rule_runs::latest(conn, id)), Some(second.clone()));
        assert_eq!(db.read(|conn| rule_runs::history(conn, id)), [second, first]);
        // Numbers count by proposal.
        let owner = person(db, "other@example.org");
        let other = draft(db, call(db, "OTHER10", owner), organisation(db, "LB", "Light", day(1, 5)), owner);
        assert_eq!(db.read(|conn| rule_runs::history(conn, other)), []);
        assert_eq!(db.write(|conn| rule_runs::insert(conn, other, &run(8, RunCause::Submission, "[]"))), 1);
    }

    fn findings_that_were_changed_by_hand_are_not_believed(db: migrated) {
        let id = written(db);
        db.write(|conn| rule_runs::insert(conn, id, &run(6, RunCause::Submission, r#"[{"finding":"fail"}]"#)));
        db.by_hand(r#"UPDATE rule_runs SET findings = '[{"finding":"pass"}]'"#);
        let read = db.store.read(|conn| rule_runs::latest(conn, id));
        assert!(matches!(&read, Err(StoreError::Unreadable(what)) if what.contains("run 1")), "{read:?}");
    }

    fn applications_in_which_one_stands_are_named_by_reference(db: migrated) {
        let owner = person(db, "owner@example.org");
        let call = call(db, "SGF2010", owner);
        let [hope, light, third] = ["Hope", "Light", "Third"].map(|name| organisation(db, "KE", name, day(1, 5)));
        let (first, second) = (draft(db, call, hope, owner), draft(db, call, light, owner));
        for (id, number) in [(first, 7), (second, 8)] {
            db.write(|conn| {
                let before = cases::load_proposal(conn, id)?.unwrap();
                let events = [submitted(number, "Shelter", 4_000_000)];
                let state = after(&before, owner, day(3, 9), &events);
                cases::save_proposal(conn, Some(&before), &state, &events, Some(owner), day(3, 9))
            });
        }
        let elsewhere = |of: &[OrganisationId], without| {
            db.read(|conn| applicants::applications_elsewhere(conn, call, of, without))
        };
        assert_eq!(elsewhere(&[hope, light, third], second), ["SGF2010-0007"]);
        assert_eq!(elsewhere(&[hope, light], first), ["SGF2010-0008"]);
        assert!(elsewhere(&[hope], first).is_empty());
        assert!(elsewhere(&[third], first).is_empty());
    }

    fn grants_of_an_organisation_are_found_by_their_first_day(db: migrated) {
        let [hope, light] = [OrganisationId::new_v7(day(1, 1)), OrganisationId::new_v7(day(1, 2))];
        for (id, organisation, starts) in [(1_u128, hope, "2009-06-01"), (2, light, "2008-01-31"), (3, hope, "2005-04-01")] {
            let (id, other) = (uuid::Uuid::from_u128(id), uuid::Uuid::now_v7());
            db.by_hand(&format!(
                "INSERT INTO grants (id, seq, proposal_id, call_id, organisation_id, status, currency, amount_minor, paid_minor, starts_on, ends_on) \
                 VALUES ('{id}', 1, '{other}', '{other}', '{organisation}', 'active', 'USD', 1, 0, '{starts}', '2012-01-01')"
            ));
        }
        let begun = |of: &[OrganisationId]| -> Vec<String> {
            db.read(|conn| grants::begun(conn, of)).iter().map(ToString::to_string).collect()
        };
        assert_eq!(begun(&[hope]), ["2005-04-01", "2009-06-01"]);
        assert_eq!(begun(&[hope, light]), ["2005-04-01", "2008-01-31", "2009-06-01"]);
        assert!(begun(&[]).is_empty());
    }
}
