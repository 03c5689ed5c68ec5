#![allow(missing_docs)]
#[path = "../../choice/benches/common/mod.rs"]
mod common;
mod made;
use common::Numbers;
use made::*;
use names::consolidated_list::Kind;
use names::screening::*;
fn main() {
    let entries = made::entries(&mut Numbers::new(3), 20_000);
    let index = Index::build(
        entries
            .iter()
            .enumerate()
            .map(|(key, made)| made::listed(key, made)),
    );
    let mut n = Numbers::new(5);
    let which = std::env::args().nth(1).unwrap_or_default();
    if which == "miss" {
        for how in Disturbance::AIMED {
            let mut c = 0;
            for (key, m) in entries.iter().enumerate().step_by(10) {
                if let Some(name) = how.of(m, &mut n) {
                    let q = Query {
                        name: &name,
                        kind: Some(m.kind),
                        born: None,
                    };
                    let ms = index.search(&q, 850, usize::MAX);
                    if !ms.iter().any(|x| x.key == key) {
                        c += 1;
                        if c <= 14 {
                            let ms = index.search(&q, 750, usize::MAX);
                            println!(
                                "{how:?} {name} | {} | {:?} {:?}",
                                m.person.primary,
                                m.person.aliases,
                                ms.iter().find(|x| x.key == key).map(|x| x.score)
                            );
                        }
                    }
                }
            }
        }
    } else {
        let mut ngos: Vec<String> = (0..8_000).map(|_| made::ngo(&mut n)).collect();
        ngos.sort();
        ngos.dedup();
        for name in ngos {
            let q = Query {
                name: &name,
                kind: Some(Kind::Entity),
                born: None,
            };
            if let Some(x) = index.search(&q, 850, 1).first() {
                let l = made::listed(x.key, &entries[x.key]);
                println!(
                    "{} {name} | {} :: {}",
                    x.score,
                    l.names[x.name],
                    x.compared
                        .parts
                        .iter()
                        .map(|p| format!(
                            "[{}~{} {:?} {} w{}]",
                            p.searched, p.listed, p.how, p.likeness, p.weight
                        ))
                        .collect::<String>()
                );
            }
        }
    }
}
