//! A call taken along as a file is the same call at the other end, whatever stands in it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use workflow::country::Country;
use workflow::definition::{CallDefinition, Duration, Funding, Localised, Theme};
use workflow::intake;
use workflow::money::Currency;
use workflow::procedure::Stage;

/// The calls whose forms and stages are taken apart and put together anew.
fn templates() -> Vec<CallDefinition> {
    [
        include_str!("../../../config/calls/ungift-2010.toml"),
        include_str!("../../../config/calls/two-step.toml"),
        include_str!("../../../config/calls/business-leaders-award.toml"),
    ]
    .map(|text| toml::from_str(text).unwrap())
    .to_vec()
}

/// Texts with everything that is special in TOML: quotes, backslashes, lines, other scripts, nothing.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ \"'\\\\#=\\[\\]{}\n\t]{0,12}",
        Just("\"\"\"".to_owned()),
        Just("'''\n".to_owned()),
        Just("السطر الأول\n\nالسطر الثاني".to_owned()),
    ]
}

fn localised() -> impl Strategy<Value = Localised> {
    let tag = prop_oneof![Just("en"), Just("ar"), Just("zh-Hant"), Just("pt-BR")];
    prop::collection::btree_map(tag.prop_map(str::to_owned), text(), 0..4).prop_map(Localised)
}

fn moment() -> impl Strategy<Value = NaiveDateTime> {
    (0_i64..4_000_000_000).prop_map(|at| DateTime::from_timestamp(at, 0).unwrap().naive_utc())
}

fn day() -> impl Strategy<Value = NaiveDate> {
    moment().prop_map(|at| at.date())
}

fn funding() -> impl Strategy<Value = Funding> {
    let currency = prop_oneof![
        Just(Currency::USD),
        Just(Currency::JPY),
        Just(Currency::KWD)
    ];
    (currency, any::<[i64; 3]>()).prop_map(|(currency, [min, max, ceiling])| Funding {
        currency,
        ceiling_minor: ceiling,
        grant_min_minor: min,
        grant_max_minor: max,
    })
}

/// Stages of the templates in any order and number.
fn procedure() -> impl Strategy<Value = Vec<Stage>> {
    let stages: Vec<Stage> = templates()
        .into_iter()
        .flat_map(|call| call.procedure.0)
        .collect();
    let step = (
        prop::option::of("[a-z_]{1,9}"),
        prop::option::of(moment()),
        prop::option::of(moment()),
    )
        .prop_map(|(form, opens, closes)| {
            Stage::Intake(intake::Rules {
                form,
                opens,
                closes,
            })
        });
    prop::collection::vec(prop_oneof![prop::sample::select(stages), step], 0..8)
}

prop_compose! {
    fn definition()(
        base in prop::sample::select(templates()),
        code in "[A-Z][A-Z0-9]{2,15}",
        texts in prop::collection::vec(localised(), 6),
        letters in prop::collection::btree_map("[a-z_]{1,20}", localised(), 0..4),
        agencies in prop::collection::vec(text(), 0..4),
        funding in prop::option::of(funding()),
        months in prop::option::of(any::<[u32; 2]>()),
        moments in prop::collection::vec(moment(), 4),
        days in prop::collection::vec(prop::option::of(day()), 3),
        countries in prop::collection::btree_set(0_usize..249, 0..9),
        stages in procedure(),
        later in any::<bool>(),
        several in any::<bool>(),
    ) -> CallDefinition {
        let mut call = base.clone();
        call.code = code;
        call.title = texts[0].clone();
        call.summary = texts[1].clone();
        call.text = texts[2].clone();
        call.themes = texts[3..5].iter().enumerate().map(|(number, title)| Theme {
            id: format!("theme_{number}"),
            title: title.clone(),
        }).collect();
        call.form.sections[0].title = texts[5].clone();
        call.letters = letters;
        call.agencies = agencies;
        call.funding = funding;
        call.duration = months.map(|[min_months, max_months]| Duration { min_months, max_months });
        call.dates.opens = moments[0];
        call.dates.closes = moments[1];
        call.dates.questions_until = Some(moments[2]).filter(|_| several);
        call.dates.answers_by = Some(moments[3]).filter(|_| later);
        call.dates.results_on = days[0];
        call.dates.projects_start = days[1];
        call.dates.projects_end = days[2];
        call.countries = Country::all().enumerate()
            .filter(|(place, _)| countries.contains(place)).map(|(_, country)| country).collect();
        call.procedure.0 = stages;
        call.one_application_per_organisation = several;
        call.later_forms = if later {
            BTreeMap::from([("full".to_owned(), base.form)])
        } else {
            BTreeMap::new()
        };
        call
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn a_call_is_the_same_at_the_other_end(call in definition()) {
        let exported = toml::to_string_pretty(&call).expect("it is written");
        let imported: CallDefinition = toml::from_str(&exported).expect("it is read");
        prop_assert_eq!(&imported, &call);
        prop_assert_eq!(toml::to_string_pretty(&imported).expect("it is written again"), exported);
        let json = serde_json::to_value(&call).expect("it is JSON");
        prop_assert_eq!(serde_json::from_value::<CallDefinition>(json).expect("it is read"), call);
    }
}
