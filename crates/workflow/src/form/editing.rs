//! Changes to a form while it is built. Nothing here judges: what is wrong afterwards, [`Form::faults`] says.

use crate::definition::Localised;

use super::publishing::is_name;
use super::{
    AnswerKind, BudgetRules, Condition, FileRules, Form, LogframeRules, Question, Section,
    TableRules,
};

/// One place up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

impl Step {
    /// The place one step from `at` among `count`; none at the edge.
    fn from(self, at: usize, count: usize) -> Option<usize> {
        match self {
            Self::Up => at.checked_sub(1),
            Self::Down => Some(at + 1).filter(|to| *to < count),
        }
    }
}

/// A kind of answer with usual limits, by its name in data; none for an unknown name.
pub fn blank_kind(name: &str) -> Option<AnswerKind> {
    let options = Vec::new;
    Some(match name {
        "short_text" => AnswerKind::ShortText { most: 160 },
        "long_text" => AnswerKind::LongText { words: 300 },
        "number" => AnswerKind::Number {
            min: 0,
            max: 1_000_000,
        },
        "money" => AnswerKind::Money {},
        "date" => AnswerKind::Date {},
        "choice" => AnswerKind::Choice { options: options() },
        "choices" => AnswerKind::Choices { options: options() },
        "country" => AnswerKind::Country {},
        "table" => AnswerKind::Table(TableRules {
            columns: Vec::new(),
            least: 1,
            most: 10,
        }),
        "logframe" => AnswerKind::Logframe(LogframeRules::default()),
        "budget" => AnswerKind::Budget(BudgetRules {
            headings: Vec::new(),
            cofinancing_share: 0,
        }),
        "file" => AnswerKind::File(FileRules::any(1)),
        "declaration" => AnswerKind::Declaration {},
        _ => return None,
    })
}

impl Form {
    /// A name that no section and no question has yet: `stem`, or `stem_2` and so on. A stem that cannot be a name
    /// is replaced.
    pub fn fresh_name(&self, stem: &str) -> String {
        let stem: String = stem.chars().take(30).collect();
        let stem = if is_name(&stem) {
            stem
        } else {
            "question".to_owned()
        };
        let taken = |name: &str| self.question(name).is_some() || self.section(name).is_some();
        let numbered = (2_u32..).map(|number| format!("{stem}_{number}"));
        std::iter::once(stem.clone())
            .chain(numbered)
            .find(|name| !taken(name))
            .unwrap_or(stem)
    }

    /// Adds an empty section at the end; answers its name.
    pub fn add_section(&mut self) -> String {
        let id = self.fresh_name("section");
        self.sections.push(Section {
            id: id.clone(),
            title: Localised::default(),
            when: None,
            questions: Vec::new(),
        });
        id
    }

    /// Adds a question without texts at the end of a section; answers its name, or none when there is no such section.
    pub fn add_question(&mut self, section: &str, answer: AnswerKind) -> Option<String> {
        let id = self.fresh_name(answer.name());
        let section = self.sections.iter_mut().find(|other| other.id == section)?;
        section.questions.push(Question {
            id: id.clone(),
            label: Localised::default(),
            help: Localised::default(),
            required: true,
            when: None,
            fills: None,
            answer,
        });
        Some(id)
    }

    /// The section with this name, to be changed.
    pub fn section_mut(&mut self, id: &str) -> Option<&mut Section> {
        self.sections.iter_mut().find(|section| section.id == id)
    }

    /// The question with this name, to be changed.
    pub fn question_mut(&mut self, id: &str) -> Option<&mut Question> {
        self.sections
            .iter_mut()
            .flat_map(|section| section.questions.iter_mut())
            .find(|question| question.id == id)
    }

    /// Where a question stands: the place of its section and its place there, from 0.
    pub fn place(&self, id: &str) -> Option<(usize, usize)> {
        self.sections.iter().enumerate().find_map(|(at, section)| {
            let within = section.questions.iter().position(|other| other.id == id)?;
            Some((at, within))
        })
    }

    /// The questions that come before a section, or before a question with this name.
    pub fn before(&self, name: &str) -> Vec<&Question> {
        let mut found = Vec::new();
        for section in &self.sections {
            if section.id == name {
                return found;
            }
            for question in &section.questions {
                if question.id == name {
                    return found;
                }
                found.push(question);
            }
        }
        found
    }

    /// Takes a section out with its questions. Answers whether there was one.
    pub fn remove_section(&mut self, id: &str) -> bool {
        let count = self.sections.len();
        self.sections.retain(|section| section.id != id);
        self.sections.len() < count
    }

    /// Takes a question out; answers it.
    pub fn remove_question(&mut self, id: &str) -> Option<Question> {
        let (section, at) = self.place(id)?;
        Some(self.sections.get_mut(section)?.questions.remove(at))
    }

    /// Puts a copy of a question behind it; answers the copy's name. The copy states no fact, for only one may.
    pub fn duplicate_question(&mut self, id: &str) -> Option<String> {
        let (section, at) = self.place(id)?;
        let name = self.fresh_name(id);
        let copy = Question {
            id: name.clone(),
            fills: None,
            ..self.question(id)?.clone()
        };
        self.sections
            .get_mut(section)?
            .questions
            .insert(at + 1, copy);
        Some(name)
    }

    /// Puts a copy of a section behind it, its questions under new names; answers the copy's name. Conditions among
    /// its own questions hang on the copies.
    pub fn duplicate_section(&mut self, id: &str) -> Option<String> {
        let at = self.sections.iter().position(|section| section.id == id)?;
        let mut copy = self.sections.get(at)?.clone();
        let name = self.fresh_name(id);
        copy.id.clone_from(&name);
        let questions = std::mem::take(&mut copy.questions);
        self.sections.insert(at + 1, copy);
        let mut renamed: Vec<(String, String)> = Vec::new();
        for mut question in questions {
            let new = self.fresh_name(&question.id);
            let old = std::mem::replace(&mut question.id, new.clone());
            question.fills = None;
            if let Some(when) = &mut question.when {
                let copied = renamed.iter().find(|(old, _)| *old == when.question);
                if let Some((_, new)) = copied {
                    when.question.clone_from(new);
                }
            }
            renamed.push((old, new));
            self.sections.get_mut(at + 1)?.questions.push(question);
        }
        Some(name)
    }

    /// Moves a section one place. Answers whether it could move.
    pub fn move_section(&mut self, id: &str, step: Step) -> bool {
        let at = self.sections.iter().position(|section| section.id == id);
        let to = at.and_then(|at| step.from(at, self.sections.len()));
        if let (Some(at), Some(to)) = (at, to) {
            self.sections.swap(at, to);
        }
        to.is_some()
    }

    /// Moves a question one place; at the edge of its section, into the next one. Answers whether it could move.
    pub fn move_question(&mut self, id: &str, step: Step) -> bool {
        let Some((section, at)) = self.place(id) else {
            return false;
        };
        if let Some(to) = step.from(at, self.sections[section].questions.len()) {
            self.sections[section].questions.swap(at, to);
            return true;
        }
        let Some(next) = step.from(section, self.sections.len()) else {
            return false;
        };
        let place = match step {
            Step::Up => self.sections[next].questions.len(),
            Step::Down => 0,
        };
        let target = self.sections[next].id.clone();
        self.place_question(id, &target, place)
    }

    /// Puts a question at a place of a section, counted without the question itself. Answers whether there are such.
    pub fn place_question(&mut self, id: &str, section: &str, at: usize) -> bool {
        if self.section(section).is_none() {
            return false;
        }
        let Some(question) = self.remove_question(id) else {
            return false;
        };
        if let Some(target) = self.section_mut(section) {
            let at = at.min(target.questions.len());
            target.questions.insert(at, question);
        }
        true
    }

    /// Puts a section at a place, counted without itself. Answers whether there is such a section.
    pub fn place_section(&mut self, id: &str, at: usize) -> bool {
        let Some(from) = self.sections.iter().position(|section| section.id == id) else {
            return false;
        };
        let section = self.sections.remove(from);
        self.sections.insert(at.min(self.sections.len()), section);
        true
    }

    /// Gives a question another name, in the conditions that hang on it too.
    pub fn rename_question(&mut self, id: &str, name: &str) {
        for section in &mut self.sections {
            let own = section.when.iter_mut();
            let conditions =
                own.chain(section.questions.iter_mut().filter_map(|q| q.when.as_mut()));
            for Condition { question, .. } in conditions.filter(|when| when.question == id) {
                name.clone_into(question);
            }
        }
        if let Some(question) = self.question_mut(id) {
            name.clone_into(&mut question.id);
        }
    }
}
