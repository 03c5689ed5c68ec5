//! What is filled into a letter: the facts of a file in the language of the letter.

use language::Language;
use letters::Block;
use store::AnyConn;
use workflow::letter::{Fact, facts as allowed};
use workflow::procedure::{Letter, Stage};
use workflow::record::Digest;
use workflow::transition::StageKind;

use super::composing::{Moment, money_text};
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// Names and values a letter is filled with.
pub(super) struct Facts {
    /// What stands inside a line, by name.
    pub inline: Vec<(&'static str, String)>,
    /// Parts of their own, in the order in which they stand at the end of a letter that must tell them.
    pub parts: Vec<(Fact, Vec<Block>)>,
}

/// The facts a letter may have, of a file. `at` is when the letter is sent.
pub(super) fn gather(
    conn: &mut AnyConn,
    case: &ProposalCase,
    letter: Letter,
    language: Language,
    at: Moment,
) -> Result<Facts, Failure> {
    let mut facts = Facts {
        inline: Vec::new(),
        parts: Vec::new(),
    };
    for fact in allowed(letter) {
        if fact.is_part() {
            facts.parts.push((fact, part(conn, case, fact, language)?));
        } else {
            facts
                .inline
                .push((fact.name(), line(conn, case, fact, language, at)?));
        }
    }
    Ok(facts)
}

fn line(
    conn: &mut AnyConn,
    case: &ProposalCase,
    fact: Fact,
    language: Language,
    at: Moment,
) -> Result<String, Failure> {
    let state = &case.proposal.state;
    let submission = state.intake.submission.as_ref();
    let requested = submission.and_then(|submission| submission.requested);
    let money = |amount| money_text(amount, language);
    Ok(match fact {
        Fact::Organisation => {
            let organisation = store::organisations::find(conn, state.organisation)?;
            organisation
                .map(|row| row.profile.legal_name)
                .unwrap_or_default()
        }
        Fact::Reference => state.reference(&case.call).unwrap_or_default(),
        Fact::Title => submission
            .map(|submission| submission.title.clone())
            .unwrap_or_default(),
        Fact::Call => case.call.definition.title.get(language.code()).to_owned(),
        Fact::Amount => state
            .agreement
            .terms
            .as_ref()
            .map(|terms| terms.amount)
            .or(state.selection.awarded)
            .or(requested)
            .map(money)
            .unwrap_or_default(),
        Fact::Requested => requested.map(money).unwrap_or_default(),
        Fact::AnswerUntil => answer_until(case, language, at),
        Fact::Place => state
            .selection
            .reserve_rank
            .map(|rank| language::number(language, rank))
            .unwrap_or_default(),
        Fact::Outcome => language::text(language, &language::key("status", state.status)),
        Fact::Reason => text(conn, state.selection.reason)?,
        Fact::StartsOn => day(state, language, |terms| terms.starts_on),
        Fact::EndsOn => day(state, language, |terms| terms.ends_on),
        Fact::Conditions | Fact::Reasons | Fact::Findings | Fact::Scores => String::new(),
    })
}

/// A day of the agreement's terms; three dots while there are none.
fn day(
    state: &workflow::proposal::Proposal,
    language: Language,
    of: impl Fn(&workflow::agreement::Terms) -> chrono::NaiveDate,
) -> String {
    let terms = state.agreement.terms.as_ref();
    terms.map_or_else(
        || "…".to_owned(),
        |terms| language::date(language, of(terms)),
    )
}

/// Until when an award can be accepted: the instant once the letter is sent, before that how many working days there are.
fn answer_until(case: &ProposalCase, language: Language, at: Moment) -> String {
    match at.answer_by {
        Some(by) => language::date_time(language, by, case.call.definition.dates.zone),
        None => match panel_rules(case).map_or(0, |rules| rules.acceptance_days) {
            0 => String::new(),
            days => {
                let days = i64::from(days).into();
                language::text_with(language, "letter-answer-days", &[("n", days)])
            }
        },
    }
}

/// The rules of the panel of the file's procedure.
fn panel_rules(case: &ProposalCase) -> Option<&workflow::selection::Rules> {
    match case.stage_of(StageKind::Selection) {
        Some(Stage::Selection(rules)) => Some(rules),
        _ => None,
    }
}

fn part(
    conn: &mut AnyConn,
    case: &ProposalCase,
    fact: Fact,
    language: Language,
) -> Result<Vec<Block>, Failure> {
    match fact {
        Fact::Reasons => {
            let reasons = crate::screening::letters::reasons(conn, case, language)?;
            let items: Vec<String> = reasons
                .lines()
                .map(|line| line.trim_start_matches("– ").to_owned())
                .collect();
            Ok(if items.is_empty() {
                Vec::new()
            } else {
                vec![Block::List { items }]
            })
        }
        // The agreement says what it carries; a letter of the panel what the panel asks for.
        Fact::Conditions if case.proposal.state.stage == StageKind::Agreement => {
            let items = crate::agreement::conditions::carried(conn, case)?;
            Ok(match items.is_empty() {
                true => Vec::new(),
                false => vec![Block::List { items }],
            })
        }
        Fact::Conditions => {
            let conditions = text(conn, case.proposal.state.selection.conditions)?;
            let paragraphs = letters::paragraphs(&conditions).into_iter();
            Ok(paragraphs.map(Block::paragraph).collect())
        }
        Fact::Findings => findings(conn, case, language),
        Fact::Scores => Ok(scores(case, language)),
        _ => Ok(Vec::new()),
    }
}

fn text(conn: &mut AnyConn, digest: Option<Digest>) -> Result<String, Failure> {
    match digest {
        Some(digest) => Ok(store::drafts::find_text(conn, digest)?.unwrap_or_default()),
        None => Ok(String::new()),
    }
}

/// Strengths and weaknesses the readers found, by section of the grid.
fn findings(
    conn: &mut AnyConn,
    case: &ProposalCase,
    language: Language,
) -> Result<Vec<Block>, Failure> {
    let mut blocks = Vec::new();
    let say = |key: &str, said: Option<String>| {
        said.map(|said| format!("{}: {said}", language::text(language, key)))
    };
    for told in crate::evaluation::consensus::findings_for_letter(conn, case)? {
        let said = [
            say("consensus-strengths", told.strengths),
            say("consensus-weaknesses", told.weaknesses),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        blocks.push(Block::heading(3, told.title.get(language.code())));
        blocks.push(Block::paragraph(said.join("\n")));
    }
    Ok(blocks)
}

/// The applicant's own scores by section of the grid, the mean of those who scored, where the call tells them.
fn scores(case: &ProposalCase, language: Language) -> Vec<Block> {
    let evaluation = &case.proposal.state.evaluation;
    let (true, Some(rules), Some(score)) = (
        tells_scores(case),
        case.evaluation_rules(),
        evaluation.score,
    ) else {
        return Vec::new();
    };
    let say = |key: &str| language::text(language, key);
    let mut rows: Vec<Vec<String>> = crate::evaluation::explanation::sections(evaluation, rules)
        .into_iter()
        .map(|section| {
            let title = section.title.get(language.code()).to_owned();
            vec![
                title,
                points(language, section.mean),
                points(language, section.maximum),
            ]
        })
        .collect();
    rows.push(vec![
        say("letter-scores-total"),
        points(language, score),
        points(language, rules.maximum()),
    ]);
    let head = [
        "letter-scores-section",
        "letter-scores-score",
        "letter-scores-of",
    ];
    vec![Block::Table {
        head: head.map(say).to_vec(),
        rows,
        figures: vec![1, 2],
    }]
}

/// Points given in thousandths, with as many decimals as they need, two at most.
fn points(language: Language, thousandths: i64) -> String {
    match thousandths {
        whole if whole % 1000 == 0 => language::number(language, whole / 1000),
        tenths if tenths % 100 == 0 => language::fixed(language, tenths / 100, 1),
        hundredths => language::fixed(language, (hundredths + 5) / 10, 2),
    }
}

fn tells_scores(case: &ProposalCase) -> bool {
    panel_rules(case).is_some_and(|rules| rules.scores_in_letters)
}
