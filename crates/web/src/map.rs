//! The world, drawn once into a file of its own: browsers keep it for ever, and pages only colour its countries.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

use serde::Deserialize;

/// The whole map as `assets/map/README.md` describes it.
#[derive(Deserialize)]
struct World {
    width: u32,
    height: u32,
    countries: BTreeMap<String, Place>,
}

/// A country or area on the map.
#[derive(Clone, Deserialize)]
pub struct Place {
    /// Outline as the data of an SVG path; empty where it has none.
    path: String,
    /// A point inside it.
    pub x: u32,
    /// A point inside it.
    pub y: u32,
    /// Whether it is too small to be seen without a circle.
    marker: bool,
}

impl Place {
    /// Whether it is shown by its outline; else by a circle.
    pub fn has_outline(&self) -> bool {
        !self.marker && !self.path.is_empty()
    }
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it.
    serde_json::from_str(include_str!("../assets/map/world.json")).unwrap_or(World {
        width: 1000,
        height: 448,
        countries: BTreeMap::new(),
    })
});

/// The view box of the map.
pub fn view_box() -> String {
    format!("0 0 {} {}", WORLD.width, WORLD.height)
}

/// Where a country is, by its ISO 3166-1 alpha-2 code.
pub fn place(country: &str) -> Option<&'static Place> {
    WORLD.countries.get(country)
}

/// The file: a group `world` of outlines, each with its country's code as id. It has no colours; pages give them.
pub fn svg() -> String {
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}"><g id="world">"#,
        view_box()
    );
    for (code, place) in &WORLD.countries {
        if !place.path.is_empty() {
            // Writing into a string cannot fail.
            let _ = write!(svg, r#"<path id="{code}" d="{}"/>"#, place.path);
        }
    }
    svg.push_str("</g></svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_is_on_the_map_but_a_few_islands_and_antarctica() {
        let absent = ["AQ", "BV", "CC", "CX", "SJ", "UM"];
        for country in workflow::country::Country::all() {
            let code = country.code();
            assert!(
                place(code).is_some() || absent.contains(&code),
                "{code} is missing"
            );
        }
        assert!(svg().contains(r#"<path id="KE" d="M"#));
    }

    #[test]
    fn small_states_are_shown_by_a_circle() {
        assert!(place("KE").is_some_and(Place::has_outline));
        assert!(place("TV").is_some_and(|place| !place.has_outline()));
    }
}
