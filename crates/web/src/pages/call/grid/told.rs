//! The rules of an evaluation in words, line by line, and two of them side by side.

use language::Reader;
use workflow::definition::{CallDefinition, Localised};
use workflow::evaluation::{GridQuestion, GridSection, Points, Rules};

use crate::pages::evaluation::grid::comment_needed;
use crate::wording;
use facility::evaluation::offline::scale;

/// A rule in words.
pub struct Line {
    /// What it is held against another by.
    key: String,
    /// What it is about.
    pub label: String,
    /// What it says; may be empty.
    pub value: String,
}

/// A rule as it was and as it is to be.
pub struct Pair {
    /// What it is about.
    pub label: String,
    /// As it is in force; empty when it is new.
    pub old: String,
    /// As it is to be; empty when it is taken out.
    pub new: String,
    /// Whether the two differ.
    pub differs: bool,
}

struct Telling<'a> {
    reader: &'a Reader,
    call: &'a CallDefinition,
    lines: Vec<Line>,
}

impl Telling<'_> {
    fn add(&mut self, key: impl Into<String>, label: impl Into<String>, value: impl Into<String>) {
        self.lines.push(Line {
            key: key.into(),
            label: label.into(),
            value: value.into(),
        });
    }

    fn points(&self, points: Points) -> String {
        wording::points(self.reader, points)
    }

    fn yes_no(&self, yes: bool) -> String {
        self.reader.t(if yes { "form-yes" } else { "form-no" })
    }

    /// A text in every language of the call, so that a change in any of them shows.
    fn text(&self, text: &Localised) -> String {
        let languages = self.call.languages.iter();
        let texts: Vec<&str> = languages
            .map(|language| text.get(language))
            .filter(|text| !text.is_empty())
            .collect();
        texts.join("\n")
    }

    fn stage(&mut self, rules: &Rules) {
        let reader = self.reader;
        let say = |key: &str| reader.t(format!("setup-{key}"));
        self.add("readers", say("readers"), reader.number(rules.readers));
        self.add(
            "most_files",
            say("most-files"),
            reader.number(rules.most_files),
        );
        self.add("days", say("scoring-days"), reader.number(rules.days));
        let agencies = self.yes_no(rules.distinct_agencies);
        self.add("agencies", say("distinct-agencies"), agencies);
        let (threshold, most) = (self.points(rules.threshold), self.points(rules.maximum()));
        self.add("threshold", say("threshold"), threshold);
        self.add("maximum", reader.t("evaluation-maximum"), most);
        let named = reader.named("disagreement", rules.disagreement.name());
        let gap = match rules.disagreement.percent() {
            Some(percent) => format!("{named} ({})", reader.percent(percent)),
            None => named,
        };
        self.add("disagreement", say("disagreement"), gap);
        let ranked = reader.named("ranked", rules.ranking);
        self.add("ranking", say("ranked-by"), ranked);
        for (key, label, yes) in [
            ("recommendation", "recommendation", rules.recommendation),
            ("budget_remarks", "budget-remarks", rules.budget_remarks),
            ("consensus", "consensus", rules.consensus),
        ] {
            let value = self.yes_no(yes);
            self.add(key, say(label), value);
        }
        let wishes = [
            ("theme", rules.wishes.theme),
            ("region", rules.wishes.region),
            ("language", rules.wishes.language),
            ("load", rules.wishes.load),
            ("spread", rules.wishes.spread),
        ];
        for (name, weight) in wishes {
            let label = say(&format!("wish-{name}"));
            self.add(format!("wish:{name}"), label, reader.number(weight));
        }
        let terms = rules.terms.as_ref().map(|terms| self.text(terms));
        self.add("terms", say("terms-title"), terms.unwrap_or_default());
        for section in &rules.sections {
            self.section(section);
        }
    }

    fn section(&mut self, section: &GridSection) {
        let reader = self.reader;
        let title = section.title.get(reader.language.code()).to_owned();
        let mut said = self.text(&section.title);
        if section.minimum > 0 {
            let points = self.points(section.minimum);
            let minimum = reader.ta("evaluation-minimum", [("points", points.into())]);
            said = format!("{said}\n{minimum}");
        }
        let label = format!("{}: {title}", reader.t("evaluation-section"));
        self.add(format!("section:{}", section.id), label, said);
        for question in &section.questions {
            self.question(question);
        }
    }

    fn question(&mut self, question: &GridQuestion) {
        let reader = self.reader;
        let language = reader.language.code();
        let label = format!(
            "{}: {}",
            reader.t("evaluation-question"),
            question.text.get(language)
        );
        let scale = scale(reader, question);
        let mut said = vec![self.text(&question.text), scale];
        said.push(comment_needed(reader, question));
        if let Some(about) = &question.about {
            said.push(format!("{}: {}", reader.t("setup-about"), self.part(about)));
        }
        for band in &question.guidance {
            let (from, to) = (self.points(band.from), self.points(band.to));
            said.push(format!("{from}–{to}: {}", self.text(&band.text)));
        }
        said.retain(|line| !line.is_empty());
        self.add(format!("question:{}", question.id), label, said.join("\n"));
    }

    /// The words of a section or a question of the forms; its name when no form has it.
    fn part(&self, about: &str) -> String {
        let language = self.reader.language.code();
        let mut forms = std::iter::once(&self.call.form).chain(self.call.later_forms.values());
        let found = forms.find_map(|form| {
            let section = form.section(about).map(|section| &section.title);
            section.or_else(|| form.question(about).map(|question| &question.label))
        });
        found.map_or_else(|| about.to_owned(), |text| text.get(language).to_owned())
    }
}

/// The rules in words.
pub fn lines(reader: &Reader, call: &CallDefinition, rules: &Rules) -> Vec<Line> {
    let mut telling = Telling {
        reader,
        call,
        lines: Vec::new(),
    };
    telling.stage(rules);
    telling.lines
}

/// Two sets of rules side by side: in the order of the new one, what is taken out at the end.
pub fn beside(reader: &Reader, call: &CallDefinition, old: &Rules, new: &Rules) -> Vec<Pair> {
    let mut before = lines(reader, call, old);
    let mut found = Vec::new();
    for line in lines(reader, call, new) {
        let at = before.iter().position(|known| known.key == line.key);
        let known = at.map(|at| before.remove(at).value);
        found.push(Pair {
            differs: known.as_ref() != Some(&line.value),
            label: line.label,
            old: known.unwrap_or_default(),
            new: line.value,
        });
    }
    found.extend(before.into_iter().map(|line| Pair {
        label: line.label,
        old: line.value,
        new: String::new(),
        differs: true,
    }));
    found
}
