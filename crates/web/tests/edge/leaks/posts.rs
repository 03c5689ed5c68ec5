//! Whatever is asked of a hidden file or its grant, or done to it, is answered as for one there never was: by people of
//! every role, at every stage.

use workflow::ids::PersonId;

use super::{Hiding, ROLES, grants, stages};
use crate::hidden_routes::{telling_operations, telling_pages};

async fn assert_as_unknown(hiding: &Hiding) {
    let world = &hiding.scene.world;
    let names = ROLES.iter().map(|(name, _)| *name);
    let people: Vec<(&str, PersonId)> = names.zip(hiding.people.iter().copied()).collect();
    let mut wrong = Vec::new();
    for file in &hiding.files {
        let file = file.to_string();
        wrong.extend(telling_pages(world, &people, "/proposals/{id}", &file).await);
        wrong.extend(telling_operations(world, &people, "/api/v1/proposals/{id}", &file).await);
    }
    for grant in grants(&hiding.scene) {
        wrong.extend(telling_pages(world, &people, "/grants/{id}", &grant).await);
        wrong.extend(telling_operations(world, &people, "/api/v1/grants/{id}", &grant).await);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[actix_web::test]
async fn nothing_can_be_done_to_a_hidden_file_in_screening() {
    assert_as_unknown(&stages::in_screening()).await;
}

#[actix_web::test]
async fn nothing_can_be_done_to_a_hidden_file_in_evaluation() {
    assert_as_unknown(&stages::in_evaluation()).await;
}

#[actix_web::test]
async fn nothing_can_be_done_to_a_hidden_file_before_the_panel_or_its_grant() {
    assert_as_unknown(&stages::under_contract().await).await;
}
