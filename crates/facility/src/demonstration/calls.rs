//! Calls of the facility: the founding one, a rapid response window, the next year's, and one that is being drafted.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use workflow::call::Command;
use workflow::criterion::Check;
use workflow::definition::{CallDefinition, Dates, Localised};
use workflow::evaluation::Disagreement;
use workflow::ids::CallId;
use workflow::procedure::Stage;

use super::cast::Cast;
use super::{Story, at, minutes};
use crate::Facility;
use crate::clock::SetClock;
use crate::failure::Failure;

const TEMPLATE: &str = "ungift-2010";
/// Above this, in cents, two finance officers approve a payment.
const SECOND_APPROVAL_MINOR: i64 = 1_200_000;

/// The officer drafts the call from its template, the manager approves it, the officer publishes it.
pub fn founding(facility: &Facility, clock: &SetClock, cast: &Cast) -> Result<CallId, Failure> {
    let mut definition = crate::call::template(TEMPLATE)?;
    for stage in &mut definition.procedure.0 {
        match stage {
            Stage::Screening(rules) => rules.second_share = SECOND_SHARE,
            Stage::Monitoring(rules) => {
                rules.payments.second_approval_above = Some(SECOND_APPROVAL_MINOR);
            }
            _ => {}
        }
    }
    publish(facility, clock, cast, definition, at(2010, 2, 22, 9))
}

/// Drafts, approves and publishes a call within the two weeks before `at` (UTC).
fn publish(
    facility: &Facility,
    clock: &SetClock,
    cast: &Cast,
    definition: CallDefinition,
    at: DateTime<Utc>,
) -> Result<CallId, Failure> {
    clock.set(at - TimeDelta::days(13));
    let call = crate::call::draft(facility, &cast.officer, definition)?;
    clock.set(at - TimeDelta::days(6));
    crate::call::act(facility, &cast.manager, call, None, &Command::Approve)?;
    clock.set(at);
    crate::call::act(facility, &cast.officer, call, None, &Command::Publish)?;
    Ok(call)
}

/// Texts in English and Arabic.
fn localised(english: &str, arabic: &str) -> Localised {
    let texts = [("en", english), ("ar", arabic)];
    Localised(
        texts
            .into_iter()
            .map(|(language, text)| (language.to_owned(), text.to_owned()))
            .collect(),
    )
}

/// The dates of a call that opens and closes on two days.
fn dates(zone: chrono_tz::Tz, opens: NaiveDate, closes: NaiveDate) -> Dates {
    let half = (closes - opens) / 2;
    let five = |day: NaiveDate| {
        day.and_hms_opt(17, 0, 0)
            .unwrap_or_else(|| day.and_time(NaiveTime::MIN))
    };
    Dates {
        zone,
        opens: opens.and_time(NaiveTime::MIN),
        questions_until: Some(five(opens + half)),
        answers_by: Some(five(opens + half + TimeDelta::days(5))),
        closes: closes
            .and_hms_opt(23, 59, 0)
            .unwrap_or_else(|| closes.and_time(NaiveTime::MIN)),
        grace_minutes: 0,
        results_on: Some(closes + TimeDelta::days(100)),
        projects_start: Some(closes + TimeDelta::days(130)),
        projects_end: Some(closes + TimeDelta::days(830)),
    }
}

/// The share of files that two people screen without seeing each other's record, ten-thousandths.
const SECOND_SHARE: u32 = 600;

/// The template for another year: its code, title, dates, and the day from which a year of registration is counted.
fn of_year(code: &str, year: i32, dates: Dates) -> Result<CallDefinition, Failure> {
    let mut definition = crate::call::template(TEMPLATE)?;
    let renew = |text: &mut Localised| {
        for text in text.0.values_mut() {
            *text = text.replace("2010", &year.to_string());
        }
    };
    renew(&mut definition.title);
    definition.code = code.to_owned();
    for stage in &mut definition.procedure.0 {
        let Stage::Screening(rules) = stage else {
            continue;
        };
        for criterion in &mut rules.criteria {
            if let Check::RegisteredFor { on, .. } = &mut criterion.check {
                *on = NaiveDate::from_ymd_opt(year, 3, 1).unwrap_or(*on);
                renew(&mut criterion.text);
            }
        }
    }
    definition.dates = dates;
    Ok(definition)
}

/// A small call between two large ones: less money, two readers with a third when they differ.
fn rapid_response() -> Result<CallDefinition, Failure> {
    let mut definition = crate::call::template(TEMPLATE)?;
    let days = |month, day, year| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    definition.dates = dates(definition.dates.zone, days(11, 22, 2010), days(1, 31, 2011));
    definition.code = "RRW2010".to_owned();
    definition.title = localised("Rapid Response Window 2010", "نافذة الاستجابة السريعة 2010");
    definition.summary = localised(
        "Grants of USD 10,000 to 25,000 for urgent help to victims of trafficking where a shelter, a hotline or a legal case cannot wait.",
        "منح تتراوح بين 10,000 و25,000 دولار أمريكي لتقديم مساعدة عاجلة لضحايا الاتجار حيث لا يحتمل الأمر الانتظار، من مأوى أو خط ساخن أو قضية قانونية.",
    );
    definition.text = localised(
        "The window answers to needs that arise between the yearly calls: a shelter that would close, a group of victims found far from any service, a trial that needs a lawyer now.\n\nThe total budget is USD 150,000. Each grant is between USD 10,000 and USD 25,000, for up to 12 months. Files are read in the order of receipt; each goes on as soon as it is ready.",
        "تستجيب هذه النافذة لحاجات تطرأ بين الدعوات السنوية: مأوى مهدد بالإغلاق، أو مجموعة من الضحايا بعيدة عن أي خدمة، أو محاكمة تحتاج إلى محامٍ الآن.\n\nتبلغ الميزانية الإجمالية 150,000 دولار أمريكي، وتتراوح كل منحة بين 10,000 و25,000 دولار أمريكي لمدة لا تتجاوز 12 شهرًا. وتُقرأ الملفات بترتيب ورودها، وينتقل كل ملف إلى المرحلة التالية متى اكتمل.",
    );
    if let Some(funding) = &mut definition.funding {
        funding.ceiling_minor = 150_000 * 100;
        funding.grant_min_minor = 10_000 * 100;
        funding.grant_max_minor = 25_000 * 100;
    }
    let questions = definition
        .form
        .sections
        .iter_mut()
        .flat_map(|section| section.questions.iter_mut());
    for question in questions.filter(|question| question.id == "budget") {
        question.help = localised(
            "The request must be between USD 10,000 and USD 25,000.",
            "يجب أن يتراوح المبلغ المطلوب بين 10,000 و25,000 دولار أمريكي.",
        );
    }
    for stage in &mut definition.procedure.0 {
        match stage {
            Stage::Evaluation(rules) => {
                rules.readers = 2;
                rules.disagreement = Disagreement::ThirdReader { percent: 30 };
                rules.recommendation = true;
                rules.budget_remarks = true;
                rules.consensus = false;
            }
            Stage::Selection(rules) => rules.reserve = 4,
            _ => {}
        }
    }
    Ok(definition)
}

impl Story<'_> {
    /// Publishes the rapid response window.
    pub(super) fn publish_window(&mut self) -> Result<CallId, Failure> {
        let definition = rapid_response()?;
        publish(
            &self.facility,
            &self.clock,
            &self.cast,
            definition,
            at(2010, 11, 15, 10),
        )
    }

    /// The facility's next call is open today, so that a visitor can apply.
    pub(super) fn next_call(&mut self) -> Result<CallId, Failure> {
        let today = self.today.date_naive();
        let zone = crate::call::template(TEMPLATE)?.dates.zone;
        let dates = dates(
            zone,
            today - TimeDelta::days(7),
            today + TimeDelta::days(45),
        );
        let definition = of_year("SGF2011", 2011, dates)?;
        let published = self.today - TimeDelta::days(9);
        publish(
            &self.facility,
            &self.clock,
            &self.cast,
            definition,
            published,
        )
    }

    /// A call that waits for its approval.
    pub(super) fn draft_of_another_call(&mut self) -> Result<(), Failure> {
        let zone = crate::call::template(TEMPLATE)?.dates.zone;
        let day = |month, day| NaiveDate::from_ymd_opt(2012, month, day).unwrap_or_default();
        let definition = of_year("SGF2012", 2012, dates(zone, day(1, 16), day(2, 29)))?;
        self.set(self.today - TimeDelta::days(2));
        crate::call::draft(&self.facility, &self.cast.officer, definition)?;
        Ok(())
    }

    /// Where no grant runs yet, the organisation of the visitor has begun to apply for the next call.
    pub(super) fn visitor_starts_a_draft(&mut self, call: CallId) -> Result<(), Failure> {
        let Some(index) = (0..self.planned.len()).find(|index| self.planned[*index].shown) else {
            return Ok(());
        };
        let Some(organisation) = self.planned[index].organisation else {
            return Ok(());
        };
        let actor = self.owner(index)?;
        self.set(self.today - minutes(26 * 60));
        let id = crate::intake::start(&self.facility, &actor, call, organisation)?;
        let mut answers = self.planned[index].answers.clone();
        answers.retain(|question, _| {
            ["theme", "country", "months", "language"].contains(&question.as_str())
        });
        answers.insert(
            "title".to_owned(),
            serde_json::json!("Second step: work and housing after the shelter"),
        );
        self.set(self.today - minutes(25 * 60));
        crate::intake::save(&self.facility, &actor, id, None, answers)?;
        Ok(())
    }
}
