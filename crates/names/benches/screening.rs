//! How well and how fast names are screened: what share of disturbed names of a made list is found, what share of
//! ordinary names is flagged, at each threshold; and names per second beside comparing with every name.
#![allow(clippy::print_stdout)]

#[path = "../../choice/benches/common/mod.rs"]
mod common;
mod made;

use std::time::Instant;

use common::{Numbers, measure, ratio};
use made::{Curve, Disturbance, flagged, recall};
use names::consolidated_list::Kind;
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

    let names: Vec<&String> = ngos
        .iter()
        .step_by(4)
        .chain(officers.iter().step_by(2))
        .collect();
    let search = |name: &str| {
        let query = Query {
            name,
            kind: None,
            born: None,
        };
        index.search(&query, DEFAULT_THRESHOLD, 20).len()
    };
    let (_, quick) = measure(|| names.iter().map(|name| search(name)).sum::<usize>());
    let few: Vec<&&String> = names.iter().step_by(names.len() / 20).collect();
    let (_, slow) = measure(|| {
        let queries = few.iter().map(|name| Query {
            name,
            kind: None,
            born: None,
        });
        queries
            .map(|query| {
                index
                    .search_exhaustively(&query, DEFAULT_THRESHOLD, 20)
                    .len()
            })
            .sum::<usize>()
    });
    let each = slow.mul_f64(names.len() as f64 / few.len() as f64);
    println!(
        "  {:.0} names a second on one core; comparing with every name takes {:.0} × as long",
        names.len() as f64 / quick.as_secs_f64(),
        ratio(each, quick)
    );
}

fn print(what: &str, curve: &Curve) {
    let shares =
        THRESHOLDS.map(|threshold| format!("{:>7.2}", curve.share(threshold) as f64 / 100.0));
    println!("  {what:<22} {} of {}", shares.concat(), curve.searches);
}
