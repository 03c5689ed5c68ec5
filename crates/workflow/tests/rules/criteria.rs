//! The machine rules, each met exactly at its boundary and missed by the least.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use workflow::criterion::{
    Check, Diligence, Evidence, Facts, Finding, OrganisationFacts, Paper, Proposed, Source, Stated,
    propose, years_before,
};
use workflow::definition::CallDefinition;
use workflow::document::DocumentKind;
use workflow::due_diligence::Level;
use workflow::ids::DocumentId;
use workflow::money::{Currency, Money};
use workflow::registration::{BankAccount, NameKind, OtherName, Profile, Section};
use workflow::time::Deadline;

use crate::scene::{day, founding_call, noon, usd};

use Finding::{Fail, Pass, Unknown};

const INSTANT: TimeDelta = TimeDelta::microseconds(1);
/// The limits of the founding call, cents.
const MIN: i64 = 3_000_000;
const MAX: i64 = 5_000_000;

/// Somebody of whom nothing is known, received at noon of 1 April 2010.
fn nobody() -> Facts {
    Facts::beforehand(
        OrganisationFacts::default(),
        Stated::default(),
        noon(day(2010, 4, 1)),
    )
}

fn of(organisation: OrganisationFacts) -> Facts {
    Facts {
        organisation,
        ..nobody()
    }
}

fn says(check: &Check, facts: &Facts) -> Proposed {
    propose(check, &founding_call(), facts).unwrap()
}

fn finds(check: &Check, facts: &Facts) -> Finding {
    says(check, facts).finding
}

fn received(facts: &Facts, at: DateTime<Utc>) -> Facts {
    Facts {
        received_at: at,
        ..facts.clone()
    }
}

/// An instant by the clocks of Vienna, where the founding call is run.
fn in_vienna(on: NaiveDate, hour: u32, minute: u32, second: u32) -> DateTime<Utc> {
    let local = on.and_hms_opt(hour, minute, second).unwrap();
    let zone = chrono_tz::Europe::Vienna;
    Deadline { local, zone }.at()
}

fn paper(kind: DocumentKind, from: Option<NaiveDate>, until: Option<NaiveDate>) -> Paper {
    Paper {
        document: DocumentId(uuid::Uuid::from_u128(7)),
        kind,
        from,
        until,
    }
}

fn with_papers(papers: Vec<Paper>) -> Facts {
    of(OrganisationFacts {
        papers: Some(papers),
        ..OrganisationFacts::default()
    })
}

#[test]
fn only_a_person_answers_a_criterion_without_a_rule() {
    assert_eq!(propose(&Check::Person, &founding_call(), &nobody()), None);
}

#[test]
fn a_rule_whose_datum_is_missing_cannot_tell() {
    let kinds = || BTreeSet::from([DocumentKind::Statutes]);
    let rules = [
        Check::RegisteredFor {
            years: 1,
            on: day(2010, 3, 1),
        },
        Check::CertificateValid { on: None },
        Check::CountryEligible,
        Check::LegalForm {
            kinds: BTreeSet::from(["association".to_owned()]),
        },
        Check::DeclarationsMade,
        Check::OwnBankAccount,
        Check::NoRedFlag,
        Check::NoOpenMatch,
        Check::ReferenceLetters { least: 2 },
        Check::GrantsInPeriod { most: 2, years: 5 },
        Check::OneApplication,
        Check::AmountWithinLimits,
        Check::DurationWithinLimits,
        Check::RequestAgainstBudget {
            times_hundredths: 300,
        },
        Check::DocumentsPresent {
            kinds: kinds(),
            questions: BTreeSet::new(),
        },
        Check::DocumentsPresent {
            kinds: BTreeSet::new(),
            questions: BTreeSet::from(["proposal".to_owned()]),
        },
        Check::LanguageAccepted,
    ];
    for check in rules {
        let proposed = says(&check, &nobody());
        assert_eq!(proposed.finding, Unknown, "{check:?}");
        assert_eq!(proposed.evidence, Evidence::Unknown, "{check:?}");
    }
}

#[test]
fn registration_counts_full_years_on_the_cut_off_day() {
    let verdict = |years, on, registered_on| {
        let facts = of(OrganisationFacts {
            registered_on: Some(registered_on),
            ..OrganisationFacts::default()
        });
        says(&Check::RegisteredFor { years, on }, &facts)
    };
    let cut_off = day(2010, 3, 1);
    let exactly = verdict(1, cut_off, day(2009, 3, 1));
    let section = Section::LegalStatus;
    assert_eq!(exactly.finding, Pass);
    assert_eq!(exactly.source, Source::Profile { section });
    assert_eq!(
        exactly.evidence,
        Evidence::Registered {
            on: day(2009, 3, 1),
            cut_off: day(2009, 3, 1)
        }
    );
    assert_eq!(verdict(1, cut_off, day(2009, 2, 28)).finding, Pass);
    assert_eq!(verdict(1, cut_off, day(2009, 3, 2)).finding, Fail);
    // No years: registered by the day itself.
    assert_eq!(verdict(0, cut_off, cut_off).finding, Pass);
    assert_eq!(verdict(0, cut_off, day(2010, 3, 2)).finding, Fail);
    // One year before 29 February is 28 February; four years before it there is one again.
    let leap = day(2012, 2, 29);
    assert_eq!(verdict(1, leap, day(2011, 2, 28)).finding, Pass);
    assert_eq!(verdict(1, leap, day(2011, 3, 1)).finding, Fail);
    assert_eq!(verdict(4, leap, day(2008, 2, 29)).finding, Pass);
    assert_eq!(verdict(4, leap, day(2008, 3, 1)).finding, Fail);
    // Who registered on 29 February has a full year on 1 March, not on the 28th before it.
    let born_leap = day(2008, 2, 29);
    assert_eq!(verdict(1, day(2009, 2, 28), born_leap).finding, Fail);
    assert_eq!(verdict(1, day(2009, 3, 1), born_leap).finding, Pass);
    // Years that no calendar has are never full.
    assert_eq!(verdict(u32::MAX, cut_off, day(1200, 1, 1)).finding, Fail);
}

#[test]
fn a_certificate_holds_from_its_first_to_its_last_day() {
    let check = Check::CertificateValid {
        on: Some(day(2010, 4, 5)),
    };
    let kind = DocumentKind::RegistrationCertificate;
    let verdict = |from, until| finds(&check, &with_papers(vec![paper(kind, from, until)]));
    assert_eq!(verdict(None, Some(day(2010, 4, 4))), Fail);
    assert_eq!(verdict(None, Some(day(2010, 4, 5))), Pass);
    assert_eq!(verdict(None, Some(day(2010, 4, 6))), Pass);
    assert_eq!(verdict(Some(day(2010, 4, 4)), None), Pass);
    assert_eq!(verdict(Some(day(2010, 4, 5)), None), Pass);
    assert_eq!(verdict(Some(day(2010, 4, 6)), None), Fail);
    // One that holds is enough, and it is the one that is shown.
    let old = paper(kind, None, Some(day(2009, 12, 31)));
    let new = Paper {
        document: DocumentId(uuid::Uuid::from_u128(8)),
        ..paper(kind, Some(day(2010, 1, 1)), Some(day(2010, 12, 31)))
    };
    let both = says(&check, &with_papers(vec![old, new]));
    assert_eq!(both.finding, Pass);
    let document = new.document;
    assert_eq!(both.source, Source::Document { document });
    // None is no proof of anything: a person looks, and sees whether the organisation says why.
    let mut none = with_papers(vec![paper(DocumentKind::Statutes, None, None)]);
    none.organisation.excused = true;
    let proposed = says(&check, &none);
    assert_eq!(proposed.finding, Unknown);
    assert_eq!(proposed.evidence, Evidence::NoCertificate { excused: true });
}

#[test]
fn a_certificate_without_a_last_day_ends_with_the_registration() {
    let check = Check::CertificateValid {
        on: Some(day(2010, 4, 5)),
    };
    let kind = DocumentKind::RegistrationCertificate;
    let verdict = |ends, until| {
        let mut facts = with_papers(vec![paper(kind, None, until)]);
        facts.organisation.registration_expires_on = ends;
        finds(&check, &facts)
    };
    assert_eq!(verdict(Some(day(2010, 4, 5)), None), Pass);
    assert_eq!(verdict(Some(day(2010, 4, 4)), None), Fail);
    // What the certificate itself says goes first.
    assert_eq!(verdict(Some(day(2010, 4, 4)), Some(day(2010, 4, 5))), Pass);
}

#[test]
fn the_day_of_submission_is_that_of_the_calls_zone() {
    // The last day of the certificate is 4 April; in Vienna summer time is two hours ahead of UTC.
    let kind = DocumentKind::RegistrationCertificate;
    let until = Some(day(2010, 4, 4));
    let facts = with_papers(vec![paper(kind, None, until)]);
    let check = Check::CertificateValid { on: None };
    let last = in_vienna(day(2010, 4, 4), 23, 59, 59);
    let first = in_vienna(day(2010, 4, 5), 0, 0, 0);
    assert_eq!(last.date_naive(), first.date_naive(), "one day in UTC");
    assert_eq!(finds(&check, &received(&facts, last)), Pass);
    assert_eq!(finds(&check, &received(&facts, first - INSTANT)), Pass);
    assert_eq!(finds(&check, &received(&facts, first)), Fail);
    // The same instant is another day for a call that is run elsewhere.
    let mut call = founding_call();
    call.dates.zone = chrono_tz::America::New_York;
    let there = propose(&check, &call, &received(&facts, first)).unwrap();
    assert_eq!(there.finding, Pass);
}

#[test]
fn a_country_is_on_the_list_or_not_and_an_empty_list_means_all() {
    let facts = |code: &str| {
        of(OrganisationFacts {
            country: Some(code.parse().unwrap()),
            ..OrganisationFacts::default()
        })
    };
    let mut call = founding_call();
    let verdict = |call: &CallDefinition, code| {
        let proposed = propose(&Check::CountryEligible, call, &facts(code)).unwrap();
        proposed.finding
    };
    call.countries.clear();
    assert_eq!(verdict(&call, "KE"), Pass);
    call.countries.insert("LB".parse().unwrap());
    assert_eq!(verdict(&call, "KE"), Fail);
    assert_eq!(verdict(&call, "LB"), Pass);
}

#[test]
fn a_legal_form_is_among_those_named_and_the_other_ones_need_a_person() {
    let check = Check::LegalForm {
        kinds: BTreeSet::from(["association".to_owned(), "foundation".to_owned()]),
    };
    let verdict = |check: &Check, form: &str| {
        let facts = of(OrganisationFacts {
            legal_form: Some(form.to_owned()),
            ..OrganisationFacts::default()
        });
        finds(check, &facts)
    };
    assert_eq!(verdict(&check, "foundation"), Pass);
    assert_eq!(verdict(&check, "network"), Fail);
    assert_eq!(verdict(&check, "other"), Unknown);
    let all = Check::LegalForm {
        kinds: BTreeSet::from(["other".to_owned()]),
    };
    assert_eq!(verdict(&all, "other"), Pass);
}

#[test]
fn declarations_are_all_yes_or_not() {
    let verdict = |declarations| {
        let facts = of(OrganisationFacts {
            declarations,
            ..OrganisationFacts::default()
        });
        finds(&Check::DeclarationsMade, &facts)
    };
    assert_eq!(verdict(Some(true)), Pass);
    assert_eq!(verdict(Some(false)), Fail);
}

fn account(holder: &str) -> Proposed {
    let country = "KE".parse().unwrap();
    let mut profile = Profile::new(
        "Association Espoir & Dignité".to_owned(),
        country,
        "association".to_owned(),
    );
    profile.original_name = Some("جمعية الأمل".to_owned());
    profile.acronym = Some("AED".to_owned());
    profile.other_names.push(OtherName {
        name: "Hope House".to_owned(),
        kind: NameKind::Former,
    });
    profile.bank_account = Some(BankAccount {
        holder: holder.to_owned(),
        bank: "Example Bank".to_owned(),
        country,
        number: "0123456789".to_owned(),
        bic: None,
    });
    says(&Check::OwnBankAccount, &of((&profile).into()))
}

#[test]
fn an_account_is_the_organisations_own_under_any_of_its_names() {
    for own in [
        "Association Espoir & Dignité",
        "ASSOCIATION ESPOIR DIGNITE",
        "association espoir, dignite.",
        "جمعية الأمل",
        "AED",
        "hope house",
    ] {
        assert_eq!(account(own).finding, Pass, "{own}");
    }
    // A project account or a part of the name is looked at by a person.
    for near in [
        "Association Espoir & Dignité – Projet 2",
        "Espoir Dignité",
        "House",
    ] {
        assert_eq!(account(near).finding, Unknown, "{near}");
    }
    for foreign in ["Wanjiru Kamau", "Dignité Espoir", "Hope Houses"] {
        assert_eq!(account(foreign).finding, Fail, "{foreign}");
    }
    assert_eq!(account(" – ").finding, Unknown);
    assert_eq!(
        account("Wanjiru Kamau").evidence,
        Evidence::Account {
            holder: "Wanjiru Kamau".to_owned(),
            name: "Association Espoir & Dignité".to_owned()
        }
    );
}

fn diligence(flag: Option<Level>, open: u32, confirmed: u32) -> Facts {
    of(OrganisationFacts {
        diligence: Some(Diligence {
            flag,
            open,
            confirmed,
        }),
        ..OrganisationFacts::default()
    })
}

#[test]
fn a_red_flag_fails_and_no_lighter_one() {
    let verdict = |flag| finds(&Check::NoRedFlag, &diligence(flag, 0, 0));
    assert_eq!(verdict(None), Pass);
    for level in Level::ALL {
        let expected = if *level == Level::Red { Fail } else { Pass };
        assert_eq!(verdict(Some(*level)), expected, "{level}");
    }
}

#[test]
fn a_match_that_is_open_or_confirmed_fails() {
    let verdict = |open, confirmed| finds(&Check::NoOpenMatch, &diligence(None, open, confirmed));
    assert_eq!(verdict(0, 0), Pass);
    assert_eq!(verdict(1, 0), Fail);
    assert_eq!(verdict(0, 1), Fail);
}

#[test]
fn letters_of_reference_are_counted_while_they_hold() {
    let on = day(2010, 4, 1);
    let letter = |until| paper(DocumentKind::ReferenceLetter, None, Some(until));
    let verdict =
        |papers: Vec<Paper>| says(&Check::ReferenceLetters { least: 2 }, &with_papers(papers));
    assert_eq!(verdict(vec![]).finding, Fail);
    assert_eq!(verdict(vec![letter(on)]).finding, Fail);
    let two = verdict(vec![letter(on), letter(on)]);
    assert_eq!(two.finding, Pass);
    assert_eq!(two.evidence, Evidence::Letters { count: 2, least: 2 });
    assert_eq!(
        verdict(vec![letter(on), letter(on), letter(on)]).finding,
        Pass
    );
    // One that ended the day before does not count, and no other paper does.
    let ended = letter(day(2010, 3, 31));
    assert_eq!(verdict(vec![letter(on), ended]).finding, Fail);
    let other = paper(DocumentKind::BankLetter, None, None);
    assert_eq!(verdict(vec![letter(on), other]).finding, Fail);
}

#[test]
fn grants_count_from_the_day_years_ago_until_the_day_before() {
    let verdict = |on: NaiveDate, began: &[NaiveDate]| {
        let mut facts = received(&nobody(), noon(on));
        facts.organisation.grants = Some(began.to_vec());
        says(&Check::GrantsInPeriod { most: 2, years: 5 }, &facts)
    };
    let on = day(2010, 4, 1);
    let recent = day(2009, 6, 1);
    assert_eq!(verdict(on, &[]).finding, Pass);
    let two = verdict(on, &[recent, recent]);
    assert_eq!(two.finding, Pass);
    assert_eq!(
        two.evidence,
        Evidence::Grants {
            count: 2,
            most: 2,
            since: day(2005, 4, 1),
            before: on
        }
    );
    assert_eq!(verdict(on, &[recent, recent, recent]).finding, Fail);
    // The third is the one on the edge.
    let third = |began| verdict(on, &[recent, recent, began]).finding;
    assert_eq!(third(day(2005, 4, 1)), Fail);
    assert_eq!(third(day(2005, 3, 31)), Pass);
    assert_eq!(third(day(2010, 3, 31)), Fail);
    assert_eq!(third(on), Pass);
    // Five years before 29 February is 28 February.
    let leap =
        |began| verdict(day(2012, 2, 29), &[day(2011, 1, 1), day(2011, 1, 1), began]).finding;
    assert_eq!(leap(day(2007, 2, 28)), Fail);
    assert_eq!(leap(day(2007, 2, 27)), Pass);
}

#[test]
fn an_organisation_that_stands_in_another_application_fails() {
    let facts = |others: &[&str]| Facts {
        elsewhere: Some(others.iter().map(|other| (*other).to_owned()).collect()),
        ..nobody()
    };
    assert_eq!(finds(&Check::OneApplication, &facts(&[])), Pass);
    let other = says(&Check::OneApplication, &facts(&["SGF2010-0112"]));
    assert_eq!(other.finding, Fail);
    assert_eq!(
        other.evidence,
        Evidence::Applications {
            others: vec!["SGF2010-0112".to_owned()]
        }
    );
}

fn asks(requested: Money) -> Facts {
    let mut facts = nobody();
    facts.stated.requested = Some(requested);
    facts
}

#[test]
fn an_amount_meets_its_limits_to_the_cent() {
    let verdict = |minor| finds(&Check::AmountWithinLimits, &asks(usd(minor)));
    for (minor, finding) in [(MIN - 1, Fail), (MIN, Pass), (MAX, Pass), (MAX + 1, Fail)] {
        assert_eq!(verdict(minor), finding, "{minor}");
    }
    let question = "budget".to_owned();
    let proposed = says(&Check::AmountWithinLimits, &asks(usd(MIN)));
    assert_eq!(proposed.source, Source::Question { question });
    // An amount in another currency is not compared.
    let euros = says(
        &Check::AmountWithinLimits,
        &asks(Money::new(MIN, Currency::EUR)),
    );
    assert_eq!(euros.finding, Unknown);
    let currency = Currency::EUR;
    assert_eq!(euros.evidence, Evidence::OtherCurrency { currency });
}

#[test]
fn a_duration_meets_its_limits_to_the_month() {
    for (months, finding) in [(5, Fail), (6, Pass), (18, Pass), (19, Fail)] {
        let mut facts = nobody();
        facts.stated.months = Some(months);
        let found = finds(&Check::DurationWithinLimits, &facts);
        assert_eq!(found, finding, "{months}");
    }
}

#[test]
fn a_request_is_held_against_the_annual_budget_to_the_cent() {
    let verdict = |requested, budget, times_hundredths| {
        let mut facts = asks(requested);
        facts.organisation.annual_budget = Some(budget);
        says(&Check::RequestAgainstBudget { times_hundredths }, &facts)
    };
    let asked = usd(4_500_000);
    let exactly = verdict(asked, usd(1_500_000), 300);
    assert_eq!(exactly.finding, Pass);
    assert_eq!(
        exactly.evidence,
        Evidence::AgainstBudget {
            minor: 4_500_000,
            budget: 1_500_000,
            max: 4_500_000
        }
    );
    assert_eq!(verdict(usd(4_500_001), usd(1_500_000), 300).finding, Fail);
    assert_eq!(verdict(asked, usd(1_499_999), 300).finding, Fail);
    // A third of a cent is no cent: 0.33 times 100.00 is 33.00, 0.33 times 100.01 is 33.0033.
    assert_eq!(verdict(usd(3_300), usd(10_001), 33).finding, Pass);
    assert_eq!(verdict(usd(3_301), usd(10_001), 33).finding, Fail);
    assert_eq!(verdict(asked, usd(i64::MAX), 300).finding, Pass);
    // What cannot be compared is asked about, never failed.
    let euros = Money::new(9_000_000, Currency::EUR);
    assert_eq!(verdict(asked, euros, 300).finding, Unknown);
    assert_eq!(verdict(euros, usd(9_000_000), 300).finding, Unknown);
}

#[test]
fn documents_are_there_and_hold_on_the_day_of_submission() {
    let check = |kinds: &[DocumentKind], questions: &[&str]| Check::DocumentsPresent {
        kinds: kinds.iter().copied().collect(),
        questions: questions.iter().map(|id| (*id).to_owned()).collect(),
    };
    let kinds = [DocumentKind::Statutes, DocumentKind::AuditedStatement];
    let on = day(2010, 4, 1);
    let statutes = paper(DocumentKind::Statutes, None, None);
    let audited = |until| paper(DocumentKind::AuditedStatement, None, Some(until));
    let both = check(&kinds, &[]);
    let verdict = |papers| says(&both, &with_papers(papers));
    assert_eq!(verdict(vec![statutes, audited(on)]).finding, Pass);
    let ended = verdict(vec![statutes, audited(day(2010, 3, 31))]);
    assert_eq!(ended.finding, Fail);
    assert_eq!(
        ended.evidence,
        Evidence::Documents {
            missing: vec![],
            not_valid: vec![DocumentKind::AuditedStatement],
            unanswered: vec![]
        }
    );
    let missing = verdict(vec![audited(on)]);
    assert_eq!(
        missing.evidence,
        Evidence::Documents {
            missing: vec![DocumentKind::Statutes],
            not_valid: vec![],
            unanswered: vec![]
        }
    );

    let file = DocumentId(uuid::Uuid::from_u128(1));
    let files = |files: &[(&str, &[DocumentId])]| Facts {
        files: Some(
            files
                .iter()
                .map(|(id, files)| ((*id).to_owned(), files.to_vec()))
                .collect::<BTreeMap<_, _>>(),
        ),
        ..nobody()
    };
    let asked = check(&[], &["proposal"]);
    assert_eq!(finds(&asked, &files(&[("proposal", &[file])])), Pass);
    let empty = says(&asked, &files(&[("proposal", &[])]));
    assert_eq!(empty.finding, Fail);
    let question = "proposal".to_owned();
    assert_eq!(empty.source, Source::Question { question });
    // What the form did not ask this applicant is not missing.
    assert_eq!(finds(&asked, &files(&[])), Pass);
}

#[test]
fn a_language_is_among_those_of_the_call_or_not() {
    for (language, finding) in [("ru", Pass), ("zh", Fail)] {
        let mut facts = nobody();
        facts.stated.language = Some(language.to_owned());
        let proposed = says(&Check::LanguageAccepted, &facts);
        assert_eq!(proposed.finding, finding, "{language}");
        let question = "language".to_owned();
        assert_eq!(proposed.source, Source::Question { question });
    }
}

#[test]
fn receipt_is_judged_by_the_instant_and_the_grace_of_the_call_counts() {
    let mut call = founding_call();
    let at = call.dates.deadline().at();
    let verdict = |call: &CallDefinition, at| {
        propose(&Check::DeadlineMet, call, &received(&nobody(), at)).unwrap()
    };
    assert_eq!(verdict(&call, at - INSTANT).finding, Pass);
    let exactly = verdict(&call, at);
    assert_eq!(exactly.finding, Pass);
    assert_eq!(exactly.source, Source::Receipt);
    assert_eq!(exactly.evidence, Evidence::Received { at, deadline: at });
    assert_eq!(verdict(&call, at + INSTANT).finding, Fail);
    call.dates.grace_minutes = 30;
    let end = at + TimeDelta::minutes(30);
    assert_eq!(verdict(&call, end).finding, Pass);
    assert_eq!(verdict(&call, end + INSTANT).finding, Fail);
}

#[test]
fn what_a_rule_proposes_reads_back_from_its_canonical_form() {
    let kind = DocumentKind::RegistrationCertificate;
    let proposed = says(
        &Check::CertificateValid { on: None },
        &with_papers(vec![paper(kind, None, Some(day(2010, 4, 1)))]),
    );
    let written = serde_json::to_value(&proposed).unwrap();
    assert_eq!(
        written,
        serde_json::json!({
            "finding": "pass",
            "evidence": { "evidence": "certificate", "from": null, "until": "2010-04-01", "day": "2010-04-01" },
            "source": { "source": "document", "document": "00000000-0000-0000-0000-000000000007" },
        })
    );
    let read: Proposed = serde_json::from_value(written).unwrap();
    assert_eq!(read, proposed);
    assert_eq!(read.digest(), proposed.digest());
    assert!(proposed.digest().is_some());
}

proptest! {
    #[test]
    fn a_registration_passes_exactly_until_its_cut_off(days in -40_000_i64..40_000, years in 0_u32..100, on in 0_i64..30_000) {
        let on = day(1970, 1, 1) + TimeDelta::days(on);
        let registered = on + TimeDelta::days(days);
        let cut_off = years_before(on, years);
        let facts = of(OrganisationFacts { registered_on: Some(registered), ..OrganisationFacts::default() });
        let finding = finds(&Check::RegisteredFor { years, on }, &facts);
        prop_assert_eq!(finding == Pass, registered <= cut_off);
        prop_assert_ne!(finding, Unknown);
    }

    #[test]
    fn a_later_registration_never_does_better(first in 0_i64..20_000, later in 0_i64..2_000, years in 0_u32..20) {
        let rule = Check::RegisteredFor { years, on: day(2010, 3, 1) };
        let verdict = |days| {
            let registered_on = Some(day(1960, 1, 1) + TimeDelta::days(days));
            finds(&rule, &of(OrganisationFacts { registered_on, ..OrganisationFacts::default() }))
        };
        prop_assert!(verdict(first) == Pass || verdict(first + later) == Fail);
    }

    #[test]
    fn a_request_passes_exactly_while_its_hundredfold_is_covered(requested in 0_i64..10_000_000_000, budget in 0_i64..10_000_000_000, times in 1_u32..=100_000) {
        let mut facts = asks(usd(requested));
        facts.organisation.annual_budget = Some(usd(budget));
        let finding = finds(&Check::RequestAgainstBudget { times_hundredths: times }, &facts);
        let covered = i128::from(requested) * 100 <= i128::from(budget) * i128::from(times);
        prop_assert_eq!(finding == Pass, covered);
    }

    #[test]
    fn grants_outside_the_period_change_nothing(inside in 0_usize..4, outside in proptest::collection::vec(0_i64..4_000, 0..5)) {
        let on = day(2010, 4, 1);
        let mut grants = vec![day(2009, 1, 1); inside];
        grants.extend(outside.iter().map(|days| day(2005, 3, 31) - TimeDelta::days(*days)));
        grants.extend(outside.iter().map(|days| on + TimeDelta::days(*days)));
        let mut facts = received(&nobody(), noon(on));
        facts.organisation.grants = Some(grants);
        let finding = finds(&Check::GrantsInPeriod { most: 2, years: 5 }, &facts);
        prop_assert_eq!(finding == Pass, inside <= 2);
    }
}
