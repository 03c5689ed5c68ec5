//! What forms and requests say of a document of an organisation, beside the file.

use facility::Failure;
use facility::documents::Description;
use workflow::document::DocumentKind;

use crate::form::Fields;

/// What the fields say of a document; every fault of days is one of its field.
pub fn said(fields: &Fields) -> Result<Description, Failure> {
    let text = |name: &str| fields.maybe(name).filter(|text| !text.trim().is_empty());
    let day = |name: &str| {
        let day =
            text(name).map(|day| day.trim().parse().map_err(|_| Failure::field(name, "date")));
        day.transpose()
    };
    Ok(Description {
        language: text("language").map(str::to_owned),
        valid_from: day("valid_from")?,
        valid_until: day("valid_until")?,
        note: text("note").map(str::to_owned),
    })
}

/// The kind the fields name.
pub fn kind(fields: &Fields) -> Result<DocumentKind, Failure> {
    match fields.get("kind") {
        "" => Err(Failure::field("kind", "missing")),
        kind => kind
            .parse()
            .map_err(|_| Failure::field("kind", "unknown-option")),
    }
}
