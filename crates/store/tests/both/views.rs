//! Views people have saved.

use store::views::{self, SavedView};
use uuid::Uuid;

use crate::story::{day, person};

fn view(name: &str, query: &str, standard: bool) -> SavedView {
    SavedView {
        id: Uuid::now_v7(),
        name: name.to_owned(),
        query: query.to_owned(),
        standard,
    }
}

on_both! {
    fn views_are_everyones_own_and_one_opens_the_room(db: migrated) {
        let people = ["a@example.org", "b@example.org"].map(|email| person(db, email));
        let save = |who, view: &SavedView| db.write(|conn| views::save(conn, who, "register", view, day(1, 5)));
        let held = |who| db.read(|conn| views::of_person(conn, who, "register"));
        let (kenya, red) = (view("Kenya", "country=KE", true), view("حمراء", "flag=red", true));
        save(people[0], &kenya);
        save(people[0], &red);
        save(people[1], &view("Kenya", "country=UG", false));
        let standards: Vec<(String, bool)> = held(people[0]).into_iter().map(|view| (view.name, view.standard)).collect();
        assert_eq!(standards, [("Kenya".to_owned(), false), ("حمراء".to_owned(), true)]);
        // The same name again changes the view, and its id stays.
        assert_eq!(save(people[0], &view("Kenya", "country=KE&flag=red", false)), kenya.id);
        assert_eq!(held(people[0])[0].query, "country=KE&flag=red");
        assert_eq!(held(people[1])[0].query, "country=UG");
        assert!(!db.write(|conn| views::delete(conn, people[1], red.id)), "only one's own");
        assert!(db.write(|conn| views::delete(conn, people[0], red.id)));
        assert_eq!(held(people[0]).len(), 1);
        assert!(db.read(|conn| views::of_person(conn, people[0], "proposals")).is_empty());
    }
}
