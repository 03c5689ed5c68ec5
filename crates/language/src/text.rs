//! Texts by key, from the Fluent files.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::languages::Language;
use crate::value::Value;

/// The texts of one language, and what was wrong with its files.
struct Texts {
    bundle: FluentBundle<FluentResource>,
    ids: Vec<String>,
    faults: Vec<String>,
}

/// The texts of every language, in the order of [`Language::ALL`].
static TEXTS: LazyLock<Vec<Texts>> =
    LazyLock::new(|| Language::ALL.iter().copied().map(load).collect());

fn load(language: Language) -> Texts {
    let mut faults = Vec::new();
    let locales = language
        .code()
        .parse()
        .map_err(|error| faults.push(format!("{}: {error}", language.code())));
    let mut bundle = FluentBundle::new_concurrent(locales.into_iter().collect());
    // Marks that keep a Latin name inside Arabic text in order; elsewhere they would only be in the way.
    bundle.set_use_isolating(language.is_right_to_left());
    bundle.set_formatter(Some(language.writer()));
    let mut ids = Vec::new();
    for (name, content) in language.files() {
        let resource =
            FluentResource::try_new((*content).to_owned()).unwrap_or_else(|(resource, errors)| {
                faults.extend(
                    errors
                        .iter()
                        .map(|error| format!("{}/{name}: {error}", language.code())),
                );
                resource
            });
        ids.extend(resource.entries().filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        }));
        if let Err(errors) = bundle.add_resource(resource) {
            faults.extend(
                errors
                    .iter()
                    .map(|error| format!("{}/{name}: {error}", language.code())),
            );
        }
    }
    Texts {
        bundle,
        ids,
        faults,
    }
}

/// How a language writes a number in a text; `None` leaves the value as it is.
pub(crate) fn written(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        // Values come from `Value::Number`, whole numbers; Fluent keeps them as floating point.
        FluentValue::Number(number) => {
            let meant = number.options.currency.as_deref();
            let meant = meant.and_then(|digits| digits.parse().ok());
            let whole: i64 = meant.unwrap_or(number.value as i64);
            Some(crate::format::number(language, whole))
        }
        _ => None,
    }
}

fn texts(language: Language) -> &'static Texts {
    &TEXTS[language as usize]
}

/// Whether the language has a text for the key.
pub fn has(language: Language, key: &str) -> bool {
    texts(language)
        .bundle
        .get_message(key)
        .is_some_and(|message| message.value().is_some())
}

/// Every key of the language, in the order of its files.
pub fn ids(language: Language) -> &'static [String] {
    &texts(language).ids
}

/// What is wrong with the files of the language: syntax, or a key defined twice. Empty in every release.
pub fn faults(language: Language) -> &'static [String] {
    &texts(language).faults
}

/// The text of a key; the key itself in brackets when there is none.
pub fn text(language: Language, key: &str) -> String {
    fill(language, key, None)
}

/// The text of a key filled with values; the key itself in brackets when there is none.
pub fn text_with(language: Language, key: &str, values: &[(&str, Value)]) -> String {
    let mut arguments = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        match value {
            Value::Text(text) => arguments.set(*name, text.as_str()),
            Value::Number(number) => arguments.set(*name, plural(*number)),
        }
    }
    fill(language, key, Some(&arguments))
}

/// A number as Fluent chooses plural forms by it. Its plural rules (intl_pluralrules 7) leave out the modulo of the
/// Arabic rules, so that 103 would not count as "few" like 3: from 100 on they are given a smaller number of the same
/// category, and the number meant travels along in an option nothing else uses.
fn plural(number: i64) -> FluentNumber {
    if number < 100 {
        return FluentNumber::new(number as f64, FluentNumberOptions::default());
    }
    let alike = match number % 100 {
        0..=2 => 100,
        rest => rest,
    };
    let options = FluentNumberOptions {
        currency: Some(number.to_string()),
        ..Default::default()
    };
    FluentNumber::new(alike as f64, options)
}

fn fill(language: Language, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
    let bundle = &texts(language).bundle;
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return format!("[{key}]");
    };
    // A value that is not given shows as its name in braces; the tests compare the names of all languages.
    let mut errors = Vec::new();
    bundle
        .format_pattern(pattern, arguments, &mut errors)
        .into_owned()
}
