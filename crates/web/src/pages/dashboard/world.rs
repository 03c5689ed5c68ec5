//! The map of countries with proposals, and the lists that carry its figures.

use facility::dashboard::{CountryFigure, Spread};
use language::Reader;

use super::percent;
use crate::map::{self, Place};

/// A country coloured on the map.
pub struct Shape {
    /// ISO 3166-1 alpha-2, its id in the map's file.
    pub code: &'static str,
    /// Depth of its colour, 1 to 5.
    pub step: usize,
    /// Name and figure.
    pub title: String,
}

/// A country shown by a circle.
pub struct Marker {
    /// Place.
    pub x: u32,
    /// Place.
    pub y: u32,
    /// Depth of its colour, 1 to 5.
    pub step: usize,
    /// Name and figure.
    pub title: String,
}

/// A line of a list: name, figure, and a bar.
pub struct Line {
    /// Name.
    pub name: String,
    /// More about it; may be empty.
    pub note: String,
    /// Figure.
    pub figure: String,
    /// Width of the bar, 0 to 100.
    pub percent: i64,
}

/// Where the proposals come from.
pub struct Map {
    /// View box of the map.
    pub view_box: String,
    /// Countries with an outline.
    pub shapes: Vec<Shape>,
    /// Countries shown by a circle.
    pub markers: Vec<Marker>,
    /// Colours and what they mean.
    pub legend: Vec<(usize, String)>,
    /// Countries with a figure, most first.
    pub countries: Vec<Line>,
    /// Names of the countries without one, in the order of the reader's language.
    pub others: Vec<String>,
    /// Regional groups.
    pub regions: Vec<Line>,
    /// From how many countries.
    pub count: String,
}

/// From how many proposals on a colour stands: chosen by the greatest figure, so that the map shows differences.
fn thresholds(most: i64) -> [i64; 5] {
    match most {
        ..25 => [1, 5, 8, 12, 16],
        25..80 => [1, 5, 10, 20, 40],
        _ => [1, 5, 20, 50, 100],
    }
}

/// The depth of a colour; a figure left out has the palest.
fn step(figure: Option<i64>, thresholds: &[i64; 5]) -> usize {
    figure.map_or(1, |figure| {
        thresholds.iter().filter(|from| figure >= **from).count()
    })
}

fn legend(reader: &Reader, spread: &Spread, thresholds: &[i64; 5]) -> Vec<(usize, String)> {
    let hidden = spread.countries.iter().any(|c| c.proposals.is_none());
    let most = spread.countries.iter().filter_map(|c| c.proposals).max();
    let most = most.unwrap_or(0);
    let mut legend = vec![(0, reader.t("map-none"))];
    for (at, from) in thresholds.iter().enumerate() {
        let text = if hidden && at == 0 {
            reader.t("map-small")
        } else {
            match thresholds.get(at + 1) {
                Some(next) => format!("{}–{}", reader.number(from), reader.number(next - 1)),
                None => format!("{}+", reader.number(from)),
            }
        };
        if at == 0 || most >= *from {
            legend.push((at + 1, text));
        }
    }
    legend
}

fn title(reader: &Reader, figure: &CountryFigure) -> String {
    let name = reader.country(&figure.country);
    match figure.proposals {
        Some(count) => format!("{name}: {}", reader.number(count)),
        None => name,
    }
}

/// The map and its lists for a reader.
pub fn map(reader: &Reader, spread: Spread) -> Map {
    let most = spread.countries.iter().filter_map(|c| c.proposals).max();
    let most = most.unwrap_or(0);
    let thresholds = thresholds(most);
    let (mut shapes, mut markers) = (Vec::new(), Vec::new());
    for figure in &spread.countries {
        let Ok(country) = workflow::country::Country::parse(&figure.country) else {
            continue;
        };
        let Some(place) = map::place(country.code()) else {
            continue;
        };
        let (step, title) = (step(figure.proposals, &thresholds), title(reader, figure));
        if Place::has_outline(place) {
            let code = country.code();
            shapes.push(Shape { code, step, title });
        } else {
            let (x, y) = (place.x, place.y);
            markers.push(Marker { x, y, step, title });
        }
    }
    let figure = |figure: &CountryFigure| {
        figure.proposals.map(|count| Line {
            name: reader.country(&figure.country),
            note: String::new(),
            figure: reader.number(count),
            percent: percent(count, most),
        })
    };
    let nameless = spread.countries.iter().filter(|c| c.proposals.is_none());
    let codes: Vec<&str> = nameless.map(|figure| figure.country.as_str()).collect();
    // The list of all countries is sorted as the language sorts.
    let others = reader
        .countries()
        .iter()
        .filter(|(code, _)| codes.contains(&code.as_str()))
        .map(|(_, name)| name.clone())
        .collect();
    let largest = spread.regions.iter().filter_map(|r| r.proposals).max();
    let regions = spread
        .regions
        .iter()
        .map(|group| Line {
            name: reader.named("region", group.region),
            note: reader.tn("count-countries", group.countries),
            figure: group
                .proposals
                .map_or_else(|| "–".to_owned(), |count| reader.number(count)),
            percent: percent(group.proposals.unwrap_or(0), largest.unwrap_or(0)),
        })
        .collect();
    Map {
        view_box: map::view_box(),
        shapes,
        markers,
        legend: legend(reader, &spread, &thresholds),
        countries: spread.countries.iter().filter_map(figure).collect(),
        others,
        regions,
        count: reader.tn("count-countries", spread.countries.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_deepen_with_the_figures() {
        let thresholds = thresholds(18);
        let steps = [Some(1), Some(4), Some(5), Some(11), Some(18), None];
        let steps = steps.map(|figure| step(figure, &thresholds));
        assert_eq!(steps, [1, 1, 2, 3, 5, 1]);
    }
}
