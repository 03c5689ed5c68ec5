//! A procedure: the ordered stages of a call with their rules, and its check at publication.

use serde::{Deserialize, Serialize};

use crate::definition::{CallDefinition, Duration, MOST_CO_APPLICANTS, MOST_GRACE_MINUTES};
use crate::form::{Form, FormFault};
use crate::transition::{StageKind, Status, To};
use crate::{agreement, evaluation, monitoring, screening, selection};

/// One stage with its rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Stage {
    /// Drafts and submissions.
    Intake {},
    /// Eligibility.
    Screening(screening::Rules),
    /// Second round.
    Evaluation(evaluation::Rules),
    /// Panel.
    Selection(selection::Rules),
    /// Agreement.
    Agreement(agreement::Rules),
    /// Monitoring.
    Monitoring(monitoring::Rules),
}

impl Stage {
    /// Which kind it is.
    pub const fn kind(&self) -> StageKind {
        match self {
            Self::Intake {} => StageKind::Intake,
            Self::Screening(_) => StageKind::Screening,
            Self::Evaluation(_) => StageKind::Evaluation,
            Self::Selection(_) => StageKind::Selection,
            Self::Agreement(_) => StageKind::Agreement,
            Self::Monitoring(_) => StageKind::Monitoring,
        }
    }
}

/// The ordered stages of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Procedure(pub Vec<Stage>);

impl Procedure {
    /// The stage at `position`, from 0.
    pub fn stage(&self, position: usize) -> Option<&Stage> {
        self.0.get(position)
    }

    /// The first stage of a kind.
    pub fn first(&self, kind: StageKind) -> Option<&Stage> {
        self.0.iter().find(|stage| stage.kind() == kind)
    }

    /// The kinds in their order.
    pub fn kinds(&self) -> Vec<StageKind> {
        self.0.iter().map(Stage::kind).collect()
    }
}

/// Why a call cannot be published; each says what to add or change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Incomplete {
    /// Wrong code.
    #[error(
        "the code \"{code}\" must be 3 to 16 capital letters and digits, beginning with a letter"
    )]
    Code {
        /// The code as it stands.
        code: String,
    },
    /// No language.
    #[error("name at least one call language")]
    NoLanguage,
    /// A text is missing in a language.
    #[error("{what} is missing in {language}")]
    TextMissing {
        /// Which text.
        what: String,
        /// In which language (BCP 47).
        language: String,
    },
    /// Dates out of order.
    #[error("{later} must not come before {earlier}")]
    DatesOutOfOrder {
        /// The date that must come first.
        earlier: String,
        /// The date that must come after.
        later: String,
    },
    /// Amounts that do not fit together.
    #[error("the money does not fit together: 0 < smallest grant ≤ largest grant ≤ ceiling")]
    Money,
    /// The procedure must begin with Intake.
    #[error("the procedure must begin with Intake")]
    IntakeFirst,
    /// A kind of stage that may stand only once stands twice.
    #[error("{stage} may stand only once in a procedure")]
    StageTwice {
        /// The stage.
        stage: StageKind,
    },
    /// A stage stands where it cannot be left or reached.
    #[error("{stage} must come directly after {needs}")]
    StageOrder {
        /// The stage.
        stage: StageKind,
        /// What must stand before it.
        needs: StageKind,
    },
    /// A rule of a stage is incomplete.
    #[error("{stage}: {what}")]
    Rule {
        /// The stage.
        stage: StageKind,
        /// What is wrong.
        what: String,
    },
    /// A negative exit without a letter.
    #[error("nothing leads out of {stage} for files that end as {exit}: add a letter")]
    LetterMissing {
        /// The stage.
        stage: StageKind,
        /// The status that needs a letter.
        exit: Status,
    },
    /// A number of the call is larger than any may be.
    #[error("{what} must be at most {most}")]
    TooLarge {
        /// Which number.
        what: String,
        /// The most it may be.
        most: u32,
    },
    /// The form has a fault.
    #[error("form: {fault}")]
    Form {
        /// What is wrong, and where.
        #[serde(flatten)]
        fault: FormFault,
    },
}

/// The negative or waiting exits of a stage that need a letter.
pub fn exits(kind: StageKind) -> &'static [Status] {
    match kind {
        StageKind::Screening => &[Status::Ineligible],
        StageKind::Evaluation => &[Status::BelowThreshold],
        StageKind::Selection => &[
            Status::Selected,
            Status::Reserve,
            Status::RejectedOnQuality,
            Status::RejectedForLackOfFunds,
        ],
        StageKind::Intake | StageKind::Agreement | StageKind::Monitoring => &[],
    }
}

/// Everything that keeps a call from being published; empty when it is complete.
pub fn check(call: &CallDefinition) -> Vec<Incomplete> {
    let mut found = Vec::new();
    check_terms(call, &mut found);
    check_dates(call, &mut found);
    check_stages(call, &mut found);
    check_letters(call, &mut found);
    found.extend(form_faults(&call.form, call));
    found
}

/// What keeps a form from being the form of the call.
pub(crate) fn form_faults(form: &Form, call: &CallDefinition) -> impl Iterator<Item = Incomplete> {
    let faults = form.faults(call).into_iter();
    faults.map(|fault| Incomplete::Form { fault })
}

fn check_terms(call: &CallDefinition, found: &mut Vec<Incomplete>) {
    let code = call.code.as_bytes();
    let known = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    if !(3..=16).contains(&code.len()) || !code.iter().all(known) || !code[0].is_ascii_uppercase() {
        found.push(Incomplete::Code {
            code: call.code.clone(),
        });
    }
    if call.languages.is_empty() {
        found.push(Incomplete::NoLanguage);
    }
    let mut texts = vec![
        ("title".to_owned(), &call.title),
        ("summary".to_owned(), &call.summary),
        ("text".to_owned(), &call.text),
    ];
    texts.extend(
        call.themes
            .iter()
            .map(|theme| (format!("theme {}", theme.id), &theme.title)),
    );
    for (what, text) in texts {
        for language in text.missing(&call.languages) {
            found.push(Incomplete::TextMissing {
                what: what.clone(),
                language: language.to_owned(),
            });
        }
    }
    let numbers = [
        (
            "grace_minutes",
            call.dates.grace_minutes,
            MOST_GRACE_MINUTES,
        ),
        (
            "most_co_applicants",
            call.most_co_applicants,
            MOST_CO_APPLICANTS,
        ),
    ];
    let too_large = numbers.iter().filter(|(_, number, most)| number > most);
    found.extend(too_large.map(|(what, _, most)| Incomplete::TooLarge {
        what: (*what).to_owned(),
        most: *most,
    }));
    if let Some(funding) = &call.funding {
        let fits = 0 < funding.grant_min_minor
            && funding.grant_min_minor <= funding.grant_max_minor
            && funding.grant_max_minor <= funding.ceiling_minor;
        if !fits {
            found.push(Incomplete::Money);
        }
    }
}

fn check_dates(call: &CallDefinition, found: &mut Vec<Incomplete>) {
    let dates = &call.dates;
    let midnight =
        |date: Option<chrono::NaiveDate>| date.map(|d| d.and_time(chrono::NaiveTime::MIN));
    let closes_day = dates.closes.date().and_time(chrono::NaiveTime::MIN);
    // Questions close strictly before answers are due; the call must be open for some time.
    let pairs = [
        (
            "opens",
            Some(dates.opens),
            "closes",
            Some(dates.closes),
            true,
        ),
        (
            "questions_until",
            dates.questions_until,
            "answers_by",
            dates.answers_by,
            true,
        ),
        (
            "answers_by",
            dates.answers_by,
            "closes",
            Some(dates.closes),
            false,
        ),
        (
            "closes",
            Some(closes_day),
            "results_on",
            midnight(dates.results_on),
            true,
        ),
        (
            "results_on",
            midnight(dates.results_on),
            "projects_start",
            midnight(dates.projects_start),
            false,
        ),
        (
            "projects_start",
            midnight(dates.projects_start),
            "projects_end",
            midnight(dates.projects_end),
            false,
        ),
    ];
    for (earlier, first, later, second, strictly) in pairs {
        let (Some(first), Some(second)) = (first, second) else {
            continue;
        };
        if second < first || (strictly && second == first) {
            found.push(Incomplete::DatesOutOfOrder {
                earlier: earlier.to_owned(),
                later: later.to_owned(),
            });
        }
    }
}

fn check_stages(call: &CallDefinition, found: &mut Vec<Incomplete>) {
    let kinds = call.procedure.kinds();
    if kinds.first() != Some(&StageKind::Intake) {
        found.push(Incomplete::IntakeFirst);
    }
    for kind in [
        StageKind::Intake,
        StageKind::Selection,
        StageKind::Agreement,
        StageKind::Monitoring,
    ] {
        if kinds.iter().filter(|k| **k == kind).count() > 1 {
            found.push(Incomplete::StageTwice { stage: kind });
        }
    }
    // Only a selected file can negotiate, only a signed one can be monitored.
    for (stage, needs) in [
        (StageKind::Agreement, StageKind::Selection),
        (StageKind::Monitoring, StageKind::Agreement),
    ] {
        if let Some(at) = kinds.iter().position(|k| *k == stage)
            && (at == 0 || kinds[at - 1] != needs)
        {
            found.push(Incomplete::StageOrder { stage, needs });
        }
    }
    for stage in &call.procedure.0 {
        let faults = match stage {
            Stage::Intake {} => duration_faults(call),
            Stage::Screening(rules) => rules.faults(&call.languages),
            Stage::Evaluation(rules) => rules.faults(&call.languages),
            Stage::Selection(rules) => rules.faults(&call.agencies),
            Stage::Agreement(rules) => agreement_faults(rules, call),
            Stage::Monitoring(rules) => rules.faults(),
        };
        found.extend(faults.into_iter().map(|what| Incomplete::Rule {
            stage: stage.kind(),
            what,
        }));
    }
}

fn duration_faults(call: &CallDefinition) -> Vec<String> {
    let fits =
        |duration: Duration| 0 < duration.min_months && duration.min_months <= duration.max_months;
    if call.duration.is_none_or(fits) {
        return Vec::new();
    }
    vec![
        "projects need at least one month, and the longest may not be shorter than the shortest"
            .to_owned(),
    ]
}

/// The tranches, and what they need of the rest of the call: money, and the reports they wait for.
fn agreement_faults(rules: &agreement::Rules, call: &CallDefinition) -> Vec<String> {
    let mut found = rules.faults();
    if call.funding.is_none() {
        found.push("an agreement needs a call with money".to_owned());
    }
    let Some(Stage::Monitoring(monitoring)) = call.procedure.first(StageKind::Monitoring) else {
        return found;
    };
    let owed = |report: &u32| (1..=monitoring.reports.len()).contains(&(*report as usize));
    let waited_for = rules
        .tranches
        .iter()
        .filter_map(|tranche| tranche.after_report);
    found.extend(
        waited_for
            .filter(|report| !owed(report))
            .map(|report| format!("a tranche waits for report {report}, which nobody owes")),
    );
    found
}

fn check_letters(call: &CallDefinition, found: &mut Vec<Incomplete>) {
    for kind in call.procedure.kinds() {
        for exit in exits(kind) {
            match call.letters.get(exit.name()) {
                None => found.push(Incomplete::LetterMissing {
                    stage: kind,
                    exit: *exit,
                }),
                Some(letter) => {
                    found.extend(letter.missing(&call.languages).into_iter().map(|language| {
                        Incomplete::TextMissing {
                            what: format!("letter {exit}"),
                            language: language.to_owned(),
                        }
                    }))
                }
            }
        }
    }
}

/// Statuses of a stage kind that its table cannot reach from the entry, or that lead nowhere though they should not.
/// Empty for every kind: a test holds the tables to it.
pub fn unreachable(kind: StageKind) -> Vec<Status> {
    let mut reached = vec![kind.entry()];
    let mut next = 0;
    while let Some(status) = reached.get(next).copied() {
        next += 1;
        for row in kind.table().iter().filter(|row| row.from.contains(&status)) {
            if let To::Status(to) = row.to {
                for status in to {
                    if !reached.contains(status) {
                        reached.push(*status);
                    }
                }
            }
        }
    }
    kind.statuses()
        .into_iter()
        .filter(|status| !reached.contains(status))
        .collect()
}
