//! Evaluators: profiles, invitations, terms, and conflicts of a call as one reader sees them.

use std::collections::BTreeSet;

use store::StoreError;
use store::evaluators::{self, InvitationRow, TermsAnswer};
use store::{people, suspected};
use workflow::evaluator::{Affiliation, EvaluatorProfile, Level};
use workflow::ids::{CallId, PersonId};
use workflow::interest::{self, Basis, ConflictKind, Ground, Origin};
use workflow::proposal::Event;
use workflow::record::{Digest, digest};
use workflow::role::{Appointment, Role};
use workflow::transition::StageKind;

use crate::story::{call, day, draft, entered, organisation, person, submitted, tell};

fn invitation(call: CallId, person: PersonId, by: PersonId) -> InvitationRow {
    InvitationRow {
        id: uuid::Uuid::now_v7(),
        call,
        person,
        name: "Eva".to_owned(),
        email: "eva@example.org".to_owned(),
        language: "en".to_owned(),
        agency: Some("ILO".to_owned()),
        invited_by: by,
        sent_at: day(3, 1),
        opened_at: None,
        expires_at: day(3, 15),
        outcome: None,
        reason: None,
        ended_at: None,
    }
}

fn token(text: &str) -> Digest {
    digest(text.as_bytes())
}

on_both! {
    fn a_profile_is_kept_whole_and_replaced(db: migrated) {
        let (eva, other) = (person(db, "eva@example.org"), person(db, "other@example.org"));
        let mut profile = EvaluatorProfile {
            languages: vec![("fr".to_owned(), Level::WorksIn)],
            themes: ["victims".to_owned()].into(),
            affiliations: vec![Affiliation { name: "أمل".to_owned(), organisation: None, from: Some(2001), to: None }],
            most_files: Some(6),
            absences: vec![(day(3, 1).date_naive(), day(3, 9).date_naive())],
            ..EvaluatorProfile::default()
        };
        db.write(|conn| evaluators::save_profile(conn, eva, &profile, day(3, 1)));
        profile.most_files = None;
        db.write(|conn| evaluators::save_profile(conn, eva, &profile, day(3, 2)));
        let found = db.read(|conn| evaluators::profiles(conn, [eva, other]));
        assert_eq!(found, [(eva, profile)].into());
    }

    fn an_invitation_waits_once_is_opened_once_and_ends_once(db: migrated) {
        let (eva, by) = (person(db, "eva@example.org"), person(db, "officer@example.org"));
        let call = call(db, "SGF2010", by);
        let first = invitation(call, eva, by);
        db.write(|conn| evaluators::invite(conn, &first, token("a")));
        let twice = db.store.write(|conn| evaluators::invite(conn, &invitation(call, eva, by), token("b")));
        assert!(matches!(twice, Err(StoreError::Duplicate(_))), "{twice:?}");
        assert!(db.read(|conn| evaluators::with_token(conn, token("b"), day(3, 2))).is_none());
        assert!(db.read(|conn| evaluators::with_token(conn, token("a"), day(3, 15))).is_none(), "expired");
        db.write(|conn| evaluators::opened(conn, first.id, day(3, 2)));
        db.write(|conn| evaluators::opened(conn, first.id, day(3, 3)));
        let found = db.read(|conn| evaluators::with_token(conn, token("a"), day(3, 4))).unwrap();
        assert_eq!(found.opened_at, Some(day(3, 2)));
        db.write(|conn| evaluators::renew(conn, first.id, token("c"), day(3, 5), day(3, 19)));
        assert!(db.read(|conn| evaluators::with_token(conn, token("a"), day(3, 6))).is_none());
        let ends = |outcome: &'static str, reason: Option<&'static str>| {
            db.write(|conn| evaluators::end(conn, first.id, outcome, reason, day(3, 7)))
        };
        assert!(ends("declined", Some("Away.")));
        assert!(!ends("accepted", None), "one of two who end it does");
        let all = db.read(|conn| evaluators::invitations(conn, call));
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].outcome.as_deref(), all[0].reason.as_deref()), (Some("declined"), Some("Away.")));
        // Whoever declined may be invited again.
        db.write(|conn| evaluators::invite(conn, &invitation(call, eva, by), token("d")));
    }

    fn an_appointment_whose_terms_are_pending_gives_nothing(db: migrated) {
        let (eva, by) = (person(db, "eva@example.org"), person(db, "officer@example.org"));
        let call = call(db, "SGF2010", by);
        let given = Appointment { role: Role::Evaluator, call: Some(call), agency: None };
        db.write(|conn| people::appoint_pending(conn, eva, &given, Some(by), day(3, 1)));
        assert!(db.read(|conn| people::appointments(conn, eva)).is_empty());
        assert!(db.read(|conn| people::with_role(conn, Role::Evaluator, Some(call))).is_empty());
        assert_eq!(db.read(|conn| people::all_appointments(conn, eva)).len(), 1);
        assert!(db.read(|conn| people::holders(conn, Role::Evaluator, Some(call)))[0].terms_pending);
        db.write(|conn| people::terms_accepted(conn, eva, call, &[Role::Evaluator]));
        assert_eq!(db.read(|conn| people::appointments(conn, eva))[0].appointment, given);
        let answer = TermsAnswer {
            person: eva,
            call,
            digest: token("terms"),
            language: "ar".to_owned(),
            accepted: true,
            reason: None,
            at: day(3, 2),
        };
        let before = TermsAnswer { accepted: false, reason: Some("Too long.".to_owned()), at: day(3, 1), ..answer.clone() };
        db.write(|conn| evaluators::answer_terms(conn, &answer));
        db.write(|conn| evaluators::answer_terms(conn, &before));
        assert_eq!(db.read(|conn| evaluators::terms_answers(conn, call)), [before, answer]);
    }

    fn conflicts_of_a_call_leave_out_files_the_reader_has_one_with(db: migrated) {
        let people = ["eva", "officer", "other"].map(|name| person(db, &format!("{name}@example.org")));
        let [eva, officer, other] = people;
        let call = call(db, "SGF2010", officer);
        let files: Vec<_> = (0..3).map(|n| {
            let organisation = organisation(db, "KE", &format!("Hope {n}"), day(2, 1));
            let id = draft(db, call, organisation, officer);
            tell(db, id, officer, day(3, 9), &[submitted(n + 1, "Shelter", 4_000_000)]);
            tell(db, id, officer, day(4, 1), &[entered(1, StageKind::Screening)]);
            tell(db, id, officer, day(4, 2), &[entered(2, StageKind::Evaluation)]);
            id
        }).collect();
        let declared = interest::Event::ConflictDeclared { conflict: ConflictKind::Family };
        for (file, who) in [(files[0], eva), (files[1], eva), (files[1], other)] {
            tell(db, file, who, day(4, 3), &[Event::Interest(declared.clone())]);
        }
        let ground = Ground { basis: Basis::MailDomain, evidence: token("evidence") };
        let found = interest::Event::Suspected { person: officer, grounds: BTreeSet::from([ground]) };
        for file in [files[1], files[2]] {
            tell(db, file, other, day(4, 4), &[Event::Interest(found.clone())]);
        }
        let evaluated = db.read(|conn| suspected::in_evaluation(conn, call));
        assert_eq!(evaluated.iter().map(|(id, _)| *id).collect::<Vec<_>>(), files);
        let on_record = |reader| db.read(|conn| suspected::on_record(conn, call, reader));
        assert_eq!(on_record(officer).len(), 3);
        assert_eq!(on_record(officer)[0].origin, Origin::Declared);
        assert_eq!(on_record(other).iter().map(|one| one.proposal).collect::<Vec<_>>(), [files[0]]);
        assert!(on_record(eva).is_empty());
        assert_eq!(db.read(|conn| suspected::open(conn, call, officer)), [files[1], files[2]]);
        assert_eq!(db.read(|conn| suspected::open(conn, call, other)), [files[2]]);
    }
}
