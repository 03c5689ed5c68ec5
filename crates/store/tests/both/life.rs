//! Cases through their life: what is saved is loaded again, and the tables show it.

use store::{StoreError, cases, proposals};
use workflow::grant::Event as GrantEvent;
use workflow::intake;
use workflow::organisation::{Event as OrganisationEvent, OrganisationStatus};
use workflow::proposal::Event;
use workflow::record::digest;
use workflow::selection::{Choice, Decision, Event as Selection};
use workflow::transition::{StageKind, Status};

use crate::harness::Database;
use crate::story::{
    assigned, call, day, draft, entered, granted, organisation, outcome, person, scored, screened,
    selected, submitted, tell, tell_grant, tell_organisation, usd,
};

/// Everything in the record agrees with everything in the tables.
pub fn verify(db: &Database) {
    let mut after = None;
    loop {
        let batch = db.read(|conn| store::verification::check_batch(conn, after, 3));
        assert_eq!(batch.finding, None);
        if batch.last.is_none() {
            return;
        }
        after = batch.last;
    }
}

on_both! {
    fn an_organisation_is_verified_flagged_and_amended(db: migrated) {
        let (one, two) = (person(db, "one@example.org"), person(db, "two@example.org"));
        let hope = organisation(db, "KE", "Hope", day(1, 5));
        let shown = || db.read(|conn| store::organisations::find(conn, hope)).unwrap();
        let comment = digest(b"comment");
        tell_organisation(db, hope, one, day(2, 1), &[OrganisationEvent::VerificationProposed { answers: [].into(), comment }]);
        let until = day(12, 31).date_naive();
        tell_organisation(db, hope, two, day(2, 2), &[
            OrganisationEvent::Verified { until }, OrganisationEvent::RedFlagRaised { reason: comment },
        ]);
        let row = shown();
        assert_eq!((row.seq, row.status, row.verified_until), (4, OrganisationStatus::Verified, Some(until)));
        verify(db);
        tell_organisation(db, hope, one, day(2, 3), &[
            OrganisationEvent::RedFlagLifted { reason: comment },
            OrganisationEvent::Amended {
                country: row.profile.country, profile: store::organisations::digest(&row.profile).unwrap(), substance: true, bank: true,
            },
        ]);
        let row = shown();
        assert_eq!((row.status, row.verified_until), (OrganisationStatus::Registered, None));
        verify(db);
    }

    fn a_proposal_goes_from_draft_to_a_closed_grant(db: migrated) {
        let people = ["first", "second", "chair"].map(|name| person(db, &format!("{name}@example.org")));
        let [first, second, chair] = people;
        let owner = person(db, "owner@example.org");
        let call = call(db, "SGF2010", chair);
        let id = draft(db, call, organisation(db, "KE", "Hope", day(1, 5)), owner);
        let shown = || db.read(|conn| proposals::find(conn, id)).unwrap();
        assert_eq!((shown().status, shown().reference, shown().submitted_at), (Status::Draft, None, None));
        verify(db);

        tell(db, id, owner, day(3, 9), &[submitted(7, "Shelter", 4_500_000)]);
        tell(db, id, owner, day(3, 10), &[submitted(7, "A shelter for girls", 4_000_000)]);
        let row = shown();
        assert_eq!(row.submitted_at.map(|at| at.0), Some(day(3, 9)), "first received");
        assert_eq!((row.title.as_deref(), row.requested_minor), (Some("A shelter for girls"), Some(4_000_000)));
        assert_eq!(row.reference.as_deref(), Some("SGF2010-0007"));
        verify(db);

        assert_eq!(db.read(|conn| proposals::ranked(conn, call)), []);

        selected(db, id, people, 4_000_000);
        let row = shown();
        assert_eq!((row.status, row.stage_kind, row.score), (Status::Selected, StageKind::Selection, Some(85_000)));
        assert_eq!((row.awarded_minor, row.status_since), (Some(4_000_000), day(5, 20)));
        assert_eq!(db.read(|conn| store::scores::load_of(conn, first, None)), (0, 1));
        assert_eq!(db.read(|conn| proposals::ranked(conn, call)), [id]);
        assert_eq!(db.read(|conn| proposals::unreleased(conn, call, Status::Selected)), [id]);
        verify(db);

        let grant = granted(db, id, chair, owner, 4_000_000);
        assert_eq!(db.read(|conn| store::grants::of_proposal(conn, id)), Some(grant));
        assert_eq!(db.read(|conn| store::grants::ids(conn, Some(call))), [grant]);
        assert_eq!((shown().status, shown().stage_kind), (Status::Active, StageKind::Monitoring));
        verify(db);

        tell_grant(db, grant, first, day(7, 2), &[GrantEvent::PaymentRequested { tranche: 1 }]);
        tell_grant(db, grant, second, day(7, 3), &[
            GrantEvent::PaymentApproved { tranche: 1, details: Some(digest(b"account")), more_needed: true },
            GrantEvent::PaymentApproved { tranche: 1, details: None, more_needed: false },
            GrantEvent::PaymentMade { tranche: 1, paid_on: day(7, 3).date_naive(), reference: "B-1".to_owned(), paid_out: None },
            GrantEvent::ReceiptConfirmed { tranche: 1, received_minor: 1, received_on: day(7, 3).date_naive() },
            GrantEvent::Suspended { reason: digest(b"why") },
        ]);
        assert_eq!((shown().status, shown().status_since), (Status::Suspended, day(7, 3)), "the grant speaks");
        verify(db);
        let content = digest(b"report");
        tell_grant(db, grant, owner, day(12, 1), &[
            GrantEvent::Resumed { reason: content }, GrantEvent::ReportSubmitted { report: 1, content, spent_minor: 1 },
            GrantEvent::ReportAccepted { report: 1 }, GrantEvent::Completed {}, GrantEvent::Closed {},
        ]);
        assert_eq!(shown().status, Status::Closed);
        let standing = db.read(|conn| store::grants::status_of_proposal(conn, id));
        assert_eq!(standing, Some((Status::Closed, day(12, 1))));
        verify(db);
    }

    fn votes_conflicts_and_a_promotion_are_shown(db: migrated) {
        let people = ["first", "second", "chair"].map(|name| person(db, &format!("{name}@example.org")));
        let [first, second, chair] = people;
        let call = call(db, "SGF2010", chair);
        let id = draft(db, call, organisation(db, "KE", "Hope", day(1, 5)), chair);
        tell(db, id, chair, day(3, 9), &[submitted(1, "Shelter", 4_000_000)]);
        screened(db, id, first, second, true);
        assigned(db, id, chair, &[first, second]);
        scored(db, id, first, 80_000, Some(80_000));
        let vote = |choice| Event::Selection(Selection::BallotCast { choice, amount: None, points: None, place: None });
        tell(db, id, chair, day(5, 1), &[
            entered(3, StageKind::Selection), Event::Selection(Selection::VotingOpened { session: Some(1) }), vote(Choice::Fund),
        ]);
        tell(db, id, second, day(5, 1), &[vote(Choice::Reject)]);
        verify(db);
        tell(db, id, second, day(5, 2), &[vote(Choice::Fund)]);
        let kind = workflow::interest::ConflictKind::Other;
        tell(db, id, second, day(5, 3), &[Event::Interest(workflow::interest::Event::ConflictDeclared { conflict: kind })]);
        verify(db);
        tell(db, id, chair, day(5, 4), &[outcome(Decision::Reserve, None)]);
        assert_eq!(db.read(|conn| proposals::find(conn, id)).unwrap().reserve_rank, Some(1));
        let promoted = Selection::Promoted { amount: Some(usd(3_500_000)), reason: digest(b"declined") };
        tell(db, id, chair, day(8, 1), &[Event::Selection(promoted)]);
        let row = db.read(|conn| proposals::find(conn, id)).unwrap();
        assert_eq!((row.reserve_rank, row.awarded_minor), (None, Some(3_500_000)));
        verify(db);
    }

    fn a_withdrawn_proposal_makes_room_for_another(db: migrated) {
        let owner = person(db, "owner@example.org");
        let call = call(db, "SGF2010", owner);
        let hope = organisation(db, "KE", "Hope", day(1, 5));
        let first = draft(db, call, hope, owner);
        assert_eq!(db.read(|conn| proposals::open_of_organisation(conn, call, hope)), [first]);
        assert_eq!(db.read(|conn| proposals::organisations_with_drafts(conn, call, 0)), [hope]);
        tell(db, first, owner, day(3, 9), &[Event::Intake(intake::Event::Withdrawn { reason: None })]);
        assert_eq!(db.read(|conn| proposals::open_of_organisation(conn, call, hope)), []);
        let second = draft(db, call, hope, owner);
        assert_eq!(db.read(|conn| proposals::open_of_organisation(conn, call, hope)), [second]);
        verify(db);
    }

    fn what_was_loaded_before_another_wrote_is_not_saved(db: migrated) {
        let owner = person(db, "owner@example.org");
        let call = call(db, "SGF2010", owner);
        let id = draft(db, call, organisation(db, "KE", "Hope", day(1, 5)), owner);
        let stale = db.read(|conn| cases::load_proposal(conn, id)).unwrap();
        tell(db, id, owner, day(3, 9), &[submitted(1, "Shelter", 4_000_000)]);
        let events = [Event::Intake(intake::Event::Withdrawn { reason: None })];
        let state = crate::story::after(&stale, owner, day(3, 9), &events);
        let late = db.store.write(|conn| cases::save_proposal(conn, Some(&stale), &state, &events, Some(owner), day(3, 9)));
        assert!(matches!(late, Err(StoreError::ChangedMeanwhile)));
        assert_eq!(db.read(|conn| proposals::find(conn, id)).unwrap().status, Status::Submitted);
        verify(db);
    }

    fn awards_beyond_the_ceiling_are_not_kept(db: migrated) {
        let chair = person(db, "chair@example.org");
        let call = call(db, "SGF2010", chair);
        let id = draft(db, call, organisation(db, "KE", "Hope", day(1, 5)), chair);
        tell(db, id, chair, day(3, 9), &[
            submitted(1, "Shelter", 4_000_000), entered(1, StageKind::Screening), entered(2, StageKind::Evaluation),
            entered(3, StageKind::Selection),
        ]);
        let before = db.read(|conn| cases::load_proposal(conn, id)).unwrap();
        let award = |minor| {
            let events = [outcome(Decision::Selected, Some(minor))];
            let state = crate::story::after(&before, chair, day(5, 1), &events);
            db.store.write(|conn| cases::save_proposal(conn, Some(&before), &state, &events, Some(chair), day(5, 1)))
        };
        assert!(matches!(award(50_000_001), Err(StoreError::ChangedMeanwhile)));
        award(50_000_000).unwrap();
    }
}
