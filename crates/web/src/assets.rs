//! Style sheet, script and marks: part of the program, addressed by their hash, cached for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, Responder, get, web};
use sha2::{Digest, Sha256};

use crate::map;

/// An asset: name, type, content.
type Asset = (&'static str, &'static str, Cow<'static, [u8]>);

const FILES: [(&str, &str, &[u8]); 12] = [
    (
        "minha.css",
        "text/css; charset=utf-8",
        include_bytes!("../assets/minha.css"),
    ),
    (
        "chart.css",
        "text/css; charset=utf-8",
        include_bytes!("../assets/chart.css"),
    ),
    (
        "minha.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/minha.js"),
    ),
    (
        "builder.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/builder.js"),
    ),
    (
        "desk.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/desk.js"),
    ),
    (
        "score-sheet.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/score-sheet.js"),
    ),
    (
        "rows.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/rows.js"),
    ),
    (
        "draft.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/draft.js"),
    ),
    (
        "offline.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/offline.js"),
    ),
    (
        "room.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/room.js"),
    ),
    (
        "upload.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/upload.js"),
    ),
    (
        "icon.svg",
        "image/svg+xml",
        include_bytes!("../assets/icon.svg"),
    ),
];

/// Assets by the file name in their address: `minha.0123456789ab.css`.
static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let files = FILES.map(|(name, kind, content)| (name, kind, Cow::Borrowed(content)));
    let drawn = ("world.svg", "image/svg+xml", map::svg().into_bytes().into());
    files
        .into_iter()
        .chain([drawn])
        .filter_map(|asset: Asset| {
            let hash = hex::encode(&Sha256::digest(&asset.2)[..6]);
            let (stem, ending) = asset.0.rsplit_once('.')?;
            Some((format!("{stem}.{hash}.{ending}"), asset))
        })
        .collect()
});

/// The address of an asset by its name; the name's plain address when there is none, which answers 404.
pub fn address(name: &str) -> String {
    let found = ASSETS.iter().find(|(_, asset)| asset.0 == name);
    format!("/assets/{}", found.map_or(name, |(file, _)| file.as_str()))
}

/// The text of an asset by its name, to be put into a file that is taken along.
pub fn text(name: &str) -> String {
    let found = FILES.iter().find(|(known, _, _)| *known == name);
    found.map_or_else(String::new, |(_, _, content)| {
        String::from_utf8_lossy(content).into_owned()
    })
}

#[get("/assets/{file}")]
pub async fn serve(file: web::Path<String>) -> impl Responder {
    match ASSETS.get(file.as_str()) {
        Some((_, kind, content)) => HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, *kind))
            .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
            .body(content.as_ref()),
        None => HttpResponse::NotFound().finish(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_are_addressed_by_their_hash() {
        for name in [
            "minha.css",
            "minha.js",
            "draft.js",
            "upload.js",
            "icon.svg",
            "world.svg",
        ] {
            let address = address(name);
            let file = address.strip_prefix("/assets/").unwrap();
            assert!(ASSETS.contains_key(file), "{address}");
            assert_ne!(file, name);
        }
    }
}
