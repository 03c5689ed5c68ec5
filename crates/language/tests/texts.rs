//! Every language has every text, with the same values and all the plural forms it needs; pages ask for none that is
//! missing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use language::keys::used_keys;
use language::{Language, Value, missing_keys, text, text_with};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What a message is made of: the values it takes, those that choose a plural form, and the categories it has for them.
#[derive(Debug, Default)]
struct Shape {
    values: BTreeSet<String>,
    plurals: BTreeMap<String, Vec<BTreeSet<String>>>,
    refers: BTreeSet<String>,
}

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn walk(pattern: &Pattern<&str>, shape: &mut Shape) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => walk_inline(inline, shape),
            Expression::Select { selector, variants } => {
                walk_inline(selector, shape);
                let keys: BTreeSet<String> = variants
                    .iter()
                    .filter_map(|variant| match variant.key {
                        VariantKey::Identifier { name } => Some(name.to_owned()),
                        VariantKey::NumberLiteral { .. } => None,
                    })
                    .collect();
                let plural = keys.iter().all(|key| CATEGORIES.contains(&key.as_str()));
                if let (InlineExpression::VariableReference { id }, true) = (selector, plural) {
                    shape
                        .plurals
                        .entry(id.name.to_owned())
                        .or_default()
                        .push(keys);
                }
                for variant in variants {
                    walk(&variant.value, shape);
                }
            }
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, shape: &mut Shape) {
    match inline {
        InlineExpression::VariableReference { id } => {
            shape.values.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            shape.refers.insert(id.name.to_owned());
        }
        _ => {}
    }
}

/// The messages of a language by id, and the file each stands in.
fn shapes(language: Language) -> BTreeMap<String, (String, Shape)> {
    let mut found = BTreeMap::new();
    for file in fs::read_dir(root().join("locales").join(language.code())).unwrap() {
        let path = file.unwrap().path();
        let source = fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in &resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut shape = Shape::default();
            walk(
                message.value.as_ref().expect("every message has a text"),
                &mut shape,
            );
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            found.insert(message.id.name.to_owned(), (file, shape));
        }
    }
    found
}

fn categories(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &["one", "other"],
        Language::Arabic => &CATEGORIES,
    }
}

#[test]
fn the_files_are_sound_and_no_key_stands_twice() {
    for language in Language::ALL {
        assert_eq!(language::faults(*language), Vec::<String>::new());
        let on_disk: BTreeSet<String> = shapes(*language).into_keys().collect();
        let embedded: BTreeSet<String> = language::ids(*language).iter().cloned().collect();
        assert_eq!(
            on_disk, embedded,
            "every file of the folder is part of the program"
        );
    }
}

#[test]
fn every_language_has_the_same_texts_with_the_same_values() {
    let english = shapes(Language::English);
    assert!(english.len() > 600);
    for language in &Language::ALL[1..] {
        let other = shapes(*language);
        assert_eq!(
            english.keys().collect::<Vec<_>>(),
            other.keys().collect::<Vec<_>>(),
            "keys of {language}"
        );
        for (id, (file, shape)) in &english {
            let (other_file, other) = &other[id];
            assert_eq!(file, other_file, "file of {id}");
            assert_eq!(shape.values, other.values, "values of {id} in {language}");
            assert_eq!(
                shape.refers, other.refers,
                "references of {id} in {language}"
            );
            let (plurals, others): (Vec<_>, Vec<_>) = (
                shape.plurals.keys().collect(),
                other.plurals.keys().collect(),
            );
            assert_eq!(
                plurals, others,
                "numbers that choose a form of {id} in {language}"
            );
        }
    }
}

#[test]
fn every_plural_has_the_forms_its_language_needs() {
    for language in Language::ALL {
        let needed: BTreeSet<String> = categories(*language)
            .iter()
            .map(|name| (*name).to_owned())
            .collect();
        let mut seen = 0;
        for (id, (_, shape)) in shapes(*language) {
            for keys in shape.plurals.values().flatten() {
                assert_eq!(*keys, needed, "forms of {id} in {language}");
                seen += 1;
            }
        }
        assert!(seen > 30, "only {seen} plurals found in {language}");
    }
}

#[test]
fn references_lead_to_texts() {
    for language in Language::ALL {
        for (id, (_, shape)) in shapes(*language) {
            for other in &shape.refers {
                assert!(
                    language::has(*language, other),
                    "{id} refers to {other}, which {language} lacks"
                );
            }
        }
    }
}

#[test]
fn arabic_is_written_in_arabic() {
    for id in language::ids(Language::Arabic) {
        let arabic = text(Language::Arabic, id);
        let letters = arabic.chars().any(|c| ('\u{620}'..='\u{64a}').contains(&c));
        let only_values = ["format-percent", "format-date-time", "incomplete-rule"];
        assert!(
            letters || only_values.contains(&id.as_str()),
            "{id}: {arabic}"
        );
    }
}

#[test]
fn a_missing_key_shows_itself() {
    assert_eq!(text(Language::Arabic, "no-such-key"), "[no-such-key]");
    assert!(!language::has(Language::English, "no-such-key"));
}

#[test]
fn values_fill_a_text_and_stay_in_order_in_arabic() {
    let values = [("name", Value::from("Hope House"))];
    assert_eq!(
        text_with(Language::English, "mail-greeting", &values),
        "Dear Hope House,"
    );
    assert_eq!(
        text_with(Language::Arabic, "mail-greeting", &values),
        "تحية طيبة، \u{2068}Hope House\u{2069}،"
    );
}

/// Every file with one of these endings below a folder.
fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, endings, found);
        } else if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|known| ending == *known))
        {
            found.push(path);
        }
    }
}

#[test]
fn pages_ask_for_no_text_that_is_missing() {
    let web = root().join("../web");
    let mut sources = Vec::new();
    files(&web.join("templates"), &["html", "txt"], &mut sources);
    files(&web.join("src"), &["rs"], &mut sources);
    let templates = sources
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .count();
    let (mut used, mut missing) = (BTreeSet::new(), Vec::new());
    for path in &sources {
        let source = fs::read_to_string(path).unwrap();
        used.extend(used_keys(&source));
        missing.extend(
            missing_keys(&source)
                .into_iter()
                .map(|key| format!("{}: {key}", path.display())),
        );
    }
    assert!(missing.is_empty(), "{missing:#?}");
    // A scan that finds nothing would pass as well.
    assert!(
        templates == 0 || used.len() >= 20,
        "only {} keys found in {templates} templates",
        used.len()
    );
}
