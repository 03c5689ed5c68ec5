//! The pages of the builder that hold the terms of a call: which fields stand on which page.

use language::Reader;
use workflow::country::{Country, Region};
use workflow::definition::CallDefinition;
use workflow::money::decimals;
use workflow::procedure::{Letter, letters, optional_letters};

use super::Section;
use super::fields::{Field, Kind, name};
use super::stages;

/// Fields that belong together, and what can be done with them as a whole.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Its id on the page; may be empty.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about; may be empty.
    pub hint: String,
    /// Fields in rows: those of one row stand side by side.
    pub rows: Vec<Vec<Field>>,
    /// Buttons: value and text.
    pub acts: Vec<(String, String)>,
    /// Pages that say more: address and text.
    pub links: Vec<(String, String)>,
}

/// What the pages are made from.
pub struct Ground<'a> {
    /// Who reads.
    pub reader: &'a Reader,
    /// The call.
    pub call: &'a CallDefinition,
}

/// Languages of texts and applications that can be chosen: those of the United Nations and Portuguese.
pub const LANGUAGES: [&str; 7] = ["en", "ar", "es", "fr", "pt", "ru", "zh"];

impl Ground<'_> {
    /// The text of a key of the builder.
    pub fn say(&self, key: &str) -> String {
        self.reader.t(format!("setup-{key}"))
    }

    /// Names with their words, of one family of texts.
    pub fn words(&self, family: &str, names: &[&str]) -> Vec<(String, String)> {
        names
            .iter()
            .map(|name| ((*name).to_owned(), self.reader.named(family, name)))
            .collect()
    }

    /// A text in each language of the call, side by side.
    pub fn texts(&self, path: &str, kind: Kind, label: &str, hint: &str) -> Vec<Field> {
        let text = |language: &String| {
            let label = format!("{label} ({})", self.reader.spoken(language));
            Field {
                language: language.clone(),
                ..Field::new(format!("{path}/{language}"), kind.clone(), label)
                    .hint(hint)
                    .optional()
            }
        };
        self.call.languages.iter().map(text).collect()
    }

    /// Buttons for an item of a list.
    pub fn item_acts(&self, path: &str, place: usize, count: usize) -> Vec<(String, String)> {
        let mut acts = Vec::new();
        if place > 0 {
            acts.push((format!("up {path}/{place}"), self.say("up")));
        }
        if place + 1 < count {
            acts.push((format!("down {path}/{place}"), self.say("down")));
        }
        acts.push((format!("remove {path}/{place}"), self.say("remove")));
        acts
    }
}

/// The groups of a page; none where the page is of another kind, or the call has no such stage.
pub fn groups(ground: &Ground<'_>, section: Section) -> Option<Vec<Group>> {
    Some(match section {
        Section::Dates => vec![dates(ground)],
        Section::Money => money(ground),
        Section::Applicants => applicants(ground),
        Section::Languages => languages(ground),
        Section::Texts => vec![texts(ground)],
        Section::Themes => themes(ground),
        Section::Letters => letter_groups(ground),
        Section::Stage(position) => stages::groups(ground, position)?,
        Section::Overview | Section::Procedure | Section::Toml => return None,
    })
}

fn dates(ground: &Ground<'_>) -> Group {
    let field = |path: &str, kind, key: &str| {
        Field::new(format!("/dates/{path}"), kind, ground.reader.t(key))
    };
    Group {
        hint: ground.say("dates-hint"),
        rows: vec![
            vec![field("zone", Kind::Zone, "setup-zone").hint(ground.say("zone-hint"))],
            vec![
                field("opens", Kind::Moment, "call-opens"),
                field("closes", Kind::Moment, "call-deadline"),
            ],
            vec![
                field("grace_minutes", Kind::Whole, "setup-grace")
                    .hint(ground.say("grace-hint"))
                    .optional(),
            ],
            vec![
                field("questions_until", Kind::Moment, "call-questions-until").optional(),
                field("answers_by", Kind::Moment, "call-answers-by").optional(),
            ],
            vec![field("results_on", Kind::Day, "call-results-on").optional()],
            vec![
                field("projects_start", Kind::Day, "call-projects-start").optional(),
                field("projects_end", Kind::Day, "call-projects-end").optional(),
            ],
        ],
        ..Group::default()
    }
}

/// The field that says whether the call gives money; it is no place of the data.
pub const GIVES_MONEY: &str = "gives-money";
/// The field that says whether the call limits the duration.
pub const LIMITS_DURATION: &str = "limits-duration";

fn money(ground: &Ground<'_>) -> Vec<Group> {
    let places = ground
        .call
        .funding
        .as_ref()
        .map_or(2, |funding| decimals(funding.currency));
    let amount = |path: &str, key: &str| {
        Field::new(
            format!("/funding/{path}"),
            Kind::Units(places),
            ground.reader.t(key),
        )
    };
    let funding = Group {
        title: ground.say("money-title"),
        rows: match ground.call.funding {
            None => Vec::new(),
            Some(_) => vec![
                vec![
                    Field::new("/funding/currency", Kind::Currency, ground.say("currency"))
                        .hint(ground.say("currency-hint")),
                    amount("ceiling_minor", "call-ceiling"),
                ],
                vec![
                    amount("grant_min_minor", "setup-grant-min"),
                    amount("grant_max_minor", "setup-grant-max"),
                ],
            ],
        },
        ..Group::default()
    };
    let months = |path: &str, key: &str| {
        Field::new(format!("/duration/{path}"), Kind::Whole, ground.say(key))
    };
    let duration = Group {
        title: ground.reader.t("call-duration"),
        rows: match ground.call.duration {
            None => Vec::new(),
            Some(_) => vec![vec![
                months("min_months", "months-min"),
                months("max_months", "months-max"),
            ]],
        },
        ..Group::default()
    };
    vec![funding, duration]
}

fn applicants(ground: &Ground<'_>) -> Vec<Group> {
    let reader = ground.reader;
    let region = |region: &Region| {
        let of_region = |(code, _): &&(String, String)| {
            Country::parse(code).is_ok_and(|country| country.region() == *region)
        };
        let countries = reader.countries().iter().filter(of_region).cloned();
        (
            region.name().to_owned(),
            reader.named("region", region),
            countries.collect(),
        )
    };
    let one = Field::new(
        "/one_application_per_organisation",
        Kind::Yes,
        ground.say("one-application"),
    );
    let together = Field::new(
        "/most_co_applicants",
        Kind::Whole,
        ground.say("co-applicants"),
    )
    .hint(ground.say("co-applicants-hint"))
    .optional();
    let agencies = Field::new("/agencies", Kind::Lines, reader.t("call-agencies"))
        .hint(ground.say("agencies-hint"))
        .optional();
    let countries = Field::new(
        "/countries",
        Kind::Countries(Region::ALL.iter().map(region).collect()),
        ground.say("countries"),
    )
    .hint(ground.say("countries-hint"));
    vec![
        Group {
            rows: vec![vec![one], vec![together], vec![agencies]],
            ..Group::default()
        },
        Group {
            rows: vec![vec![countries]],
            ..Group::default()
        },
    ]
}

/// Languages to choose from: those chosen first, in their order, then the others.
fn offered(ground: &Ground<'_>, chosen: &[String]) -> Vec<(String, String)> {
    let others = LANGUAGES.iter().map(|tag| (*tag).to_owned());
    let others = others.filter(|tag| !chosen.contains(tag));
    chosen
        .iter()
        .cloned()
        .chain(others)
        .map(|tag| {
            let name = ground.reader.spoken(&tag);
            (tag, name)
        })
        .collect()
}

fn languages(ground: &Ground<'_>) -> Vec<Group> {
    let field = |path: &str, chosen: &[String], key: &str| Group {
        rows: vec![vec![
            Field::new(path, Kind::Many(offered(ground, chosen)), ground.say(key))
                .hint(ground.say(&format!("{key}-hint"))),
        ]],
        ..Group::default()
    };
    let call = ground.call;
    vec![
        field("/languages", &call.languages, "call-languages"),
        field(
            "/application_languages",
            &call.application_languages,
            "application-languages",
        ),
    ]
}

fn texts(ground: &Ground<'_>) -> Group {
    Group {
        hint: ground.say("texts-hint"),
        rows: vec![
            ground.texts("/title", Kind::Line, &ground.say("title"), ""),
            ground.texts(
                "/summary",
                Kind::Prose(3),
                &ground.say("summary"),
                &ground.say("summary-hint"),
            ),
            ground.texts(
                "/text",
                Kind::Prose(14),
                &ground.say("text"),
                &ground.say("text-hint"),
            ),
        ],
        ..Group::default()
    }
}

fn themes(ground: &Ground<'_>) -> Vec<Group> {
    let count = ground.call.themes.len();
    let mut found: Vec<Group> = (0..count)
        .map(|place| {
            let path = format!("/themes/{place}");
            let id = Field::new(format!("{path}/id"), Kind::Name, ground.say("name"))
                .hint(ground.say("name-hint"));
            Group {
                id: name(&path),
                title: ground.reader.ta(
                    "setup-theme",
                    [("number", ground.reader.number(place + 1).into())],
                ),
                rows: vec![
                    ground.texts(
                        &format!("{path}/title"),
                        Kind::Line,
                        &ground.say("title"),
                        "",
                    ),
                    vec![id],
                ],
                acts: ground.item_acts("/themes", place, count),
                ..Group::default()
            }
        })
        .collect();
    found.push(Group {
        id: "themes".to_owned(),
        hint: ground.say("themes-hint"),
        acts: vec![("add /themes".to_owned(), ground.say("add-theme"))],
        ..Group::default()
    });
    found
}

fn letter_groups(ground: &Ground<'_>) -> Vec<Group> {
    let call = ground.call;
    let needed: Vec<Letter> = (0..call.procedure.0.len())
        .flat_map(|at| {
            // Those a call can do without stand here once it has them: a blank text is not one.
            let mut optional = optional_letters(call, at);
            optional.retain(|letter| call.letters.contains_key(letter.name()));
            [letters(call, at), optional].concat()
        })
        .collect();
    let mut found: Vec<Group> = Letter::ALL
        .iter()
        .filter(|letter| needed.contains(letter))
        .map(|letter| Group {
            id: name(&format!("/letters/{letter}")),
            title: ground.reader.named("letter-title", letter),
            rows: vec![ground.texts(
                &format!("/letters/{letter}"),
                Kind::Prose(9),
                &ground.say("letter-text"),
                "",
            )],
            ..Group::default()
        })
        .collect();
    if let Some(first) = found.first_mut() {
        first.hint = ground.say("letters-hint");
    }
    found
}
