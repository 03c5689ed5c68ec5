//! What evaluators write for themselves.

use store::evaluation_desk as desk;

use crate::story::{call, day, draft, organisation, person};

on_both! {
    fn everybody_has_their_own_note_and_draft_of_a_file(db: migrated) {
        let officer = person(db, "officer@example.org");
        let people = ["one@example.org", "two@example.org"].map(|email| person(db, email));
        let call = call(db, "SGF2010", officer);
        let files = ["Hope", "Light"].map(|name| {
            let organisation = organisation(db, "KE", name, day(1, 5));
            draft(db, call, organisation, officer)
        });
        let keep = |file, who, text: &str| db.write(|conn| desk::keep_note(conn, file, who, text, day(4, 12)));
        let note = |file, who| db.read(|conn| desk::note(conn, file, who));
        keep(files[0], people[0], "Ask about the shelter.");
        keep(files[0], people[0], "ملاحظة");
        keep(files[0], people[1], "Another's");
        assert_eq!(note(files[0], people[0]).as_deref(), Some("ملاحظة"));
        assert_eq!(note(files[1], people[0]), None);
        keep(files[0], people[0], "");
        assert_eq!(note(files[0], people[0]), None);
        assert_eq!(note(files[0], people[1]).as_deref(), Some("Another's"));

        let save = |who, text: &str| db.write(|conn| desk::save_consensus(conn, files[0], who, text, day(4, 12)));
        let written = |who| db.read(|conn| desk::consensus(conn, files[0], who));
        save(people[0], "{}");
        save(people[0], "{\"text\":\"Agreed\"}");
        assert_eq!(written(people[0]).as_deref(), Some("{\"text\":\"Agreed\"}"));
        assert_eq!(written(people[1]), None);
        db.write(|conn| desk::clear_consensus(conn, files[0], people[0]));
        assert_eq!(written(people[0]), None);
    }
}
