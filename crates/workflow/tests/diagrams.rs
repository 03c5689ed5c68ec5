//! The diagrams in the documentation are those of the tables in the code.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[test]
fn the_diagrams_are_fresh() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diagrams");
    let drawn: BTreeMap<String, String> = workflow::diagram::all().into_iter().collect();
    let kept: BTreeMap<String, String> = fs::read_dir(&folder)
        .expect("docs/diagrams is missing; run `make docs`")
        .map(|entry| entry.expect("docs/diagrams can be listed").path())
        .map(|path| {
            let name = path.file_name().expect("a file").to_string_lossy().into();
            (name, fs::read_to_string(&path).expect("a page is text"))
        })
        .collect();
    let differs = |name: &&String| drawn.get(*name) != kept.get(*name);
    let stale: Vec<&String> = drawn.keys().chain(kept.keys()).filter(differs).collect();
    assert!(
        stale.is_empty(),
        "stale in docs/diagrams: {stale:?}; run `cargo run --package workflow --example diagrams -- docs/diagrams`, \
         and remove pages without a table"
    );
}
