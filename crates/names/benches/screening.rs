//! How well and how fast names are screened: what share of disturbed names of a made list is found, what share of
//! ordinary names is flagged, at each threshold; and names per second beside comparing with every name.
#![allow(clippy::print_stdout)]

#[path = "../../choice/benches/common/mod.rs"]
mod common;
mod made;

use std::time::Instant;

use common::{Numbers, measure, ratio};
use made::{Curve, Disturbance, flagged, recall};
use names::consolidated_list::{ConsolidatedList, Kind};
use names::screening::{DEFAULT_THRESHOLD, Index, Query};

const THRESHOLDS: [u16; 9] = [750, 775, 800, 825, 850, 875, 900, 925, 950];

fn main() {
    if !common::asked_for() {
        return;
    }
    let entries = made::entries(&mut Numbers::new(3), 20_000);
    let begun = Instant::now();
    let index = Index::build(
        entries
            .iter()
            .enumerate()
            .map(|(key, made)| made::listed(key, made)),
    );
    println!(
        "screening: {} entries, {} names; index built in {:.2?}",
        entries.len(),
        index.len(),
        begun.elapsed()
    );

    println!(
        "  share in % by threshold{}",
        THRESHOLDS
            .map(|threshold| format!("{threshold:>7}"))
            .concat()
    );
    let least = THRESHOLDS[0];
    let mut numbers = Numbers::new(5);
    let found =
        Disturbance::AIMED.map(|how| recall(&index, &entries, 10, how, least, &mut numbers));
    for (how, curve) in Disturbance::AIMED.iter().zip(&found) {
        print(&format!("{how:?}"), curve);
    }
    let overall = Curve::sum(&found);
    print("found, over all", &overall);
    let other = recall(
        &index,
        &entries,
        10,
        Disturbance::OtherSpelling,
        least,
        &mut numbers,
    );
    print("OtherSpelling (extra)", &other);

    let mut ngos: Vec<String> = (0..8_000).map(|_| made::ngo(&mut numbers)).collect();
    ngos.sort();
    ngos.dedup();
    print("NGOs flagged", &flagged(&index, &ngos, Kind::Entity, least));
    let officers: Vec<String> = (0..4_000)
        .map(|_| made::person(&mut numbers).primary)
        .collect();
    print(
        "officers flagged",
        &flagged(&index, &officers, Kind::Individual, least),
    );

    // The published list has about a thousand entries.
    let short = entries.iter().enumerate().step_by(20);
    let short = Index::build(short.map(|(key, made)| made::listed(key, made)));
    print(
        "  of 1,000 entries",
        &flagged(&short, &officers, Kind::Individual, least),
    );

    speed(&index, "NGO", &ngos, Kind::Entity);
    speed(&index, "officers'", &officers, Kind::Individual);
    reading();
}

/// Names screened in a second, and how long comparing a few of them with every name takes beside that.
fn speed(index: &Index<usize>, what: &str, names: &[String], kind: Kind) {
    let query = |name| Query {
        name,
        kind: Some(kind),
        born: None,
    };
    let (_, quick) = measure(|| {
        let found = names
            .iter()
            .map(|name| index.search(&query(name), DEFAULT_THRESHOLD, 20).len());
        found.sum::<usize>()
    });
    let few: Vec<&String> = names.iter().step_by(names.len() / 20).collect();
    let (_, slow) = measure(|| {
        let found = few.iter().map(|name| {
            index
                .search_exhaustively(&query(name), DEFAULT_THRESHOLD, 20)
                .len()
        });
        found.sum::<usize>()
    });
    println!(
        "  {:.0} {what} names a second on one core; comparing with every name takes {:.0} × as long",
        names.len() as f64 / quick.as_secs_f64(),
        ratio(slow.mul_f64(names.len() as f64 / few.len() as f64), quick)
    );
}

/// How long a list of the published one's size takes to read: the example's entries again and again.
fn reading() {
    let example = include_str!("../tests/data/consolidated-list.xml");
    let entries = example
        .split_once("<INDIVIDUALS>")
        .and_then(|(_, rest)| rest.split_once("</INDIVIDUALS>"));
    let entries = entries.map_or("", |(entries, _)| entries);
    let many = entries.repeat(2_000_000 / entries.len().max(1));
    let file = format!("<CONSOLIDATED_LIST><INDIVIDUALS>{many}</INDIVIDUALS></CONSOLIDATED_LIST>");
    let (list, time) = measure(|| ConsolidatedList::read(file.as_bytes()));
    let read = list.map_or(0, |list| list.entries.len());
    println!(
        "  a list of {} bytes with {read} entries read in {time:.2?}",
        file.len()
    );
}

fn print(what: &str, curve: &Curve) {
    let shares =
        THRESHOLDS.map(|threshold| format!("{:>7.2}", curve.share(threshold) as f64 / 100.0));
    println!("  {what:<22} {} of {}", shares.concat(), curve.searches);
}
