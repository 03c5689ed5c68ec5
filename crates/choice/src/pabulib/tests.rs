use proptest::prelude::*;

use super::{
    Basis, Computed, Decimal, Fault, Instance, Project, RuleName, Scale, Vote, VoteType, compute,
    read, write,
};

mod faults;

/// The example of <https://pabulib.org/format>, blanks after the semicolons included.
const WIELICZKA: &str = "META
key; value
description; Municipal PB in Wieliczka
country; Poland
unit; Wieliczka
instance; 2020
num_projects; 5
num_votes; 10
budget; 2500
rule; greedy
vote_type; approval
min_length; 1
max_length; 3
date_begin; 16.09.2023
date_end; 04.10.2023
PROJECTS
project_id; cost; category
1; 600; culture, education
2; 800; sport
4; 1400; culture
5; 1000; health, sport
7; 1200; education
VOTES
voter_id; age; sex; vote
1; 34; f; 1,2,4
2; 51; m; 1,2
3; 23; m; 2,4,5
4; 19; f; 5,7
5; 62; f; 1,4,7
6; 54; m; 1,7
7; 49; m; 5
8; 27; f; 4
9; 39; f; 2,4,5
10; 44; m; 4,5
";

fn selected(text: &str, rule: RuleName) -> Vec<String> {
    let instance = read(text.as_bytes()).unwrap();
    ids(&instance, &compute(&instance, rule, None).unwrap())
}

fn ids(instance: &Instance, computed: &Computed) -> Vec<String> {
    let mut at = computed.outcome.selected.clone();
    at.sort_unstable();
    at.into_iter()
        .map(|at| instance.projects[at].id.clone())
        .collect()
}

/// A file with a budget of 100, projects `a`, `b` and `c`, and these lines.
fn file(meta: &str, projects: &str, votes: &str) -> String {
    format!("META\nkey;value\nbudget;100\n{meta}PROJECTS\n{projects}VOTES\n{votes}")
}

#[test]
fn the_formats_own_example_is_computed_by_every_rule() {
    // Votes: 4 has 6, 5 has 5, 1 has 4, 2 has 4, 7 has 3.
    let found = RuleName::ALL.map(|rule| (rule.name(), selected(WIELICZKA, rule).join(",")));
    let expected = [
        ("greedy", "4,5"),
        ("greedy-stop", "4,5"),
        ("greedy-cost", "1,2,5"),
        ("max-value", "1,2,5"),
        ("equal-shares", "4"),
        ("equal-shares-add1", "1,4"),
        ("equal-shares-add1-utilitarian", "1,4"),
        ("phragmen", "1,2,5"),
    ];
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!((found.0, found.1.as_str()), *expected);
    }
}

#[test]
fn what_makes_no_difference_is_borne() {
    let plain = read(WIELICZKA.as_bytes()).unwrap();
    let lines: Vec<&str> = WIELICZKA.lines().collect();
    let windows = format!("\u{feff}{}\r\n\r\n \r\n;;\r\n", lines.join("\r\n"));
    let read_back = read(windows.as_bytes()).unwrap();
    assert_eq!(read_back, plain);
    // No line break at the end; parts in small letters; more semicolons after them, as spreadsheets write.
    let odd = WIELICZKA
        .trim_end()
        .replace("PROJECTS\n", "projects;;\n")
        .replace("VOTES\n", "\nvotes;;;\n");
    assert_eq!(read(odd.as_bytes()).unwrap().votes, plain.votes);
    // Columns in another order, and more of them.
    let turned = file(
        "vote_type;approval\nnum_projects;2\n",
        "name;cost;project_id;what\n\"a; \"\"big\"\" one\";10.50;a;x;more\nb;20;b\n",
        "vote;voter_id;points\n\"a,b\";1;7\n;2\n",
    );
    let turned = read(turned.as_bytes()).unwrap();
    assert_eq!(turned.projects[0].column("name"), Some("a; \"big\" one"));
    assert_eq!(turned.projects[0].cost.to_string(), "10.5");
    assert_eq!(turned.votes.len(), 2);
    assert_eq!(turned.votes[0].marks, vec![(0, None), (1, None)]);
}

#[test]
fn decimals_stay_exact() {
    for (text, shown) in [
        ("12345.50", Some("12345.5")),
        ("500000.00", Some("500000")),
        ("0.10", Some("0.1")),
        (".5", Some("0.5")),
        ("5.", Some("5")),
        ("12345,50", Some("12345.5")),
        ("-0.05", Some("-0.05")),
        ("000", Some("0")),
        ("1,000", None),
        ("1,000.00", None),
        ("1.000,00", None),
        ("1e6", None),
        ("NaN", None),
        ("inf", None),
        ("", None),
        (".", None),
        ("-", None),
        ("--1", None),
        ("+1", None),
        ("1 000", None),
        ("٣", None),
        ("9223372036854775807", Some("9223372036854775807")),
        ("9223372036854775808", None),
    ] {
        let found = Decimal::parse(text).map(|number| number.to_string());
        assert_eq!(found.as_deref(), shown, "{text:?}");
    }
    // 0.1 + 0.2 is 0.3, and fits exactly.
    let text = file(
        "vote_type;approval\n",
        "project_id;cost\na;99.7\nb;0.1\nc;0.2\n",
        "voter_id;vote\n1;a,b,c\n",
    );
    let instance = read(text.as_bytes()).unwrap();
    let all = compute(&instance, RuleName::Greedy, None).unwrap();
    assert_eq!((all.outcome.spent, all.outcome.left), (1000, 0));
    let less = compute(&instance, RuleName::Greedy, Decimal::parse("99.99")).unwrap();
    assert_eq!(less.budget, 9999);
    assert_eq!(
        ids(&instance, &less),
        ["b", "c"],
        "one dearer than all of it"
    );
}

#[test]
fn rankings_count_by_borda() {
    let ballots = "voter_id;vote\n1;a,b\n2;a\n3;b,c,a\n";
    let projects = "project_id;cost\na;50\nb;50\nc;50\n";
    let totals = |meta: &str| {
        let instance = read(file(meta, projects, ballots).as_bytes()).unwrap();
        compute(&instance, RuleName::Greedy, None).unwrap().totals
    };
    assert_eq!(totals("vote_type;ordinal\nmax_length;3\n"), vec![7, 5, 2]);
    // As many as there are projects when the file does not say.
    assert_eq!(totals("vote_type;ordinal\n"), vec![7, 5, 2]);
    assert_eq!(totals("vote_type;ordinal\nmax_length;5\n"), vec![13, 9, 4]);
}

#[test]
fn points_count_as_they_are_and_what_is_not_listed_by_default() {
    let projects = "project_id;cost\na;50\nb;50\nc;50\n";
    let totals = |meta: &str, votes: &str| {
        let instance = read(file(meta, projects, votes).as_bytes()).unwrap();
        let found = compute(&instance, RuleName::Greedy, None).unwrap();
        let show = |units: &i64| found.points.number(*units).to_string();
        found.totals.iter().map(show).collect::<Vec<_>>().join(" ")
    };
    let votes = "voter_id;vote;points\n1;a,b;2.5,1\n2;b;4\n";
    assert_eq!(totals("vote_type;cumulative\n", votes), "2.5 5 0");
    assert_eq!(totals("vote_type;scoring\n", votes), "2.5 5 0");
    assert_eq!(
        totals("vote_type;scoring\ndefault_score;1\n", votes),
        "3.5 5 2"
    );
    // Only scoring has a default.
    assert_eq!(
        totals("vote_type;cumulative\ndefault_score;1\n", votes),
        "2.5 5 0"
    );
    let against = "voter_id;vote;points\n1;a,b;3,-2\n2;b;1\n";
    assert_eq!(totals("vote_type;scoring\n", against), "3 -1 0");
}

#[test]
fn one_project_chosen_is_a_vote() {
    let text = file(
        "vote_type;choose-1\n",
        "project_id;cost\na;60\nb;50\n",
        "voter_id;vote\n1;b\n2;b\n3;a\n4;\n",
    );
    assert_eq!(selected(&text, RuleName::Greedy), ["b"]);
    assert_eq!(selected(&text, RuleName::EqualShares), ["b"]);
}

#[test]
fn totals_stand_in_for_ballots_where_they_do() {
    let projects = "project_id;cost;votes;score\na;60;5;9\nb;60;4;12\n";
    let none = |meta: &str| read(file(meta, projects, "voter_id;vote\n").as_bytes()).unwrap();
    for (meta, first, basis) in [
        ("vote_type;approval\n", "a", Basis::Votes),
        ("", "a", Basis::Votes),
        ("vote_type;approval\nnum_votes;17\n", "a", Basis::Votes),
        ("vote_type;cumulative\n", "b", Basis::Score),
        ("vote_type;ordinal\n", "b", Basis::Score),
    ] {
        let instance = none(meta);
        for rule in [
            RuleName::Greedy,
            RuleName::GreedyStop,
            RuleName::GreedyCost,
            RuleName::MaxValue,
        ] {
            let found = compute(&instance, rule, None).unwrap();
            assert_eq!(
                (ids(&instance, &found), found.basis),
                (vec![first.to_owned()], basis),
                "{meta:?}"
            );
        }
        for rule in [
            RuleName::EqualShares,
            RuleName::EqualSharesAdd1,
            RuleName::Phragmen,
        ] {
            let refused = compute(&instance, rule, None).unwrap_err();
            assert!(refused.what.contains("needs the ballots"), "{refused}");
        }
    }
    // Without the part VOTES, and with ballots of a kind nobody can count.
    let without = "META\nkey;value\nbudget;100\nPROJECTS\nproject_id;cost;votes\na;60;4\nb;60;5\n";
    assert_eq!(selected(without, RuleName::Greedy), ["b"]);
    let odd = file(
        "vote_type;majority\nnum_votes;1\n",
        projects,
        "voter_id;grade\n1;good\n",
    );
    assert_eq!(selected(&odd, RuleName::Greedy), ["a"]);
    let refused = compute(&read(odd.as_bytes()).unwrap(), RuleName::Phragmen, None).unwrap_err();
    assert!(refused.what.contains("\"majority\""), "{refused}");
    // Ballots that fit are counted, whatever the totals say.
    let counted = file("vote_type;approval\n", projects, "voter_id;vote\n1;b\n");
    assert_eq!(selected(&counted, RuleName::Greedy), ["b"]);
}

#[test]
fn the_budget_may_be_given() {
    let text = file(
        "vote_type;approval\n",
        "project_id;cost\na;60\nb;50\n",
        "voter_id;vote\n1;a,b\n",
    );
    let instance = read(text.as_bytes()).unwrap();
    let found = compute(&instance, RuleName::Greedy, Some(Decimal::whole(110))).unwrap();
    assert_eq!(ids(&instance, &found), ["a", "b"]);
    let without = read(text.replace("budget;100\n", "").as_bytes()).unwrap();
    let refused = compute(&without, RuleName::Greedy, None).unwrap_err();
    assert!(refused.what.contains("--budget"), "{refused}");
    assert!(compute(&without, RuleName::Greedy, Some(Decimal::whole(0))).is_ok());
}

fn text() -> impl Strategy<Value = String> {
    // Whatever people write, parted by single blanks: others do not survive, nor should they.
    prop::collection::vec("[\\PC&&[^\\s,]]{1,6}", 0..3).prop_map(|words| words.join(" "))
}

prop_compose! {
    fn instance()(
        kind in 0usize..5,
        names in prop::collection::vec((text(), 0i64..100_000), 1..6),
        ballots in prop::collection::vec((prop::collection::vec(0usize..6, 0..6), prop::collection::vec(0i64..500, 6)), 0..6),
        budget in 0i64..1_000_000,
        description in text(),
    ) -> Instance {
        let vote_type = [VoteType::Approval, VoteType::ChooseOne, VoteType::Ordinal, VoteType::Cumulative, VoteType::Scoring][kind].clone();
        let projects: Vec<Project> = names.into_iter().enumerate().map(|(at, (name, cost))| Project {
            id: format!("SGF-{at}"),
            cost: Decimal::new(cost, 2).unwrap(),
            columns: if name.is_empty() { Vec::new() } else { vec![("name".to_owned(), name)] },
            line: 0,
        }).collect();
        let votes = ballots.into_iter().enumerate().map(|(voter, (mut marked, points))| {
            let mut seen = Vec::new();
            marked.retain(|at| *at < projects.len() && !seen.contains(at) && { seen.push(*at); true });
            if vote_type == VoteType::ChooseOne {
                marked.truncate(1);
            }
            let mark = |(at, points): (usize, i64)| (at, vote_type.has_points().then(|| Decimal::new(points, 1).unwrap()));
            Vote { voter: format!("member {voter}"), marks: marked.into_iter().zip(points).map(mark).collect() }
        }).collect();
        Instance {
            meta: vec![("description".to_owned(), description), ("rule".to_owned(), "unknown".to_owned())],
            budget: Decimal::new(budget, 2),
            vote_type: Some(vote_type),
            projects,
            votes,
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(instance in instance()) {
        let mut bytes = Vec::new();
        write(&instance, &mut bytes).unwrap();
        let mut back = read(&bytes).unwrap();
        for project in &mut back.projects {
            prop_assert!(project.line > 0);
            project.line = 0;
        }
        prop_assert_eq!(back, instance);
    }

    #[test]
    fn nothing_that_is_read_makes_it_fall_over(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0usize..700) {
        let _ = read(&bytes);
        let _ = read(&[&WIELICZKA.as_bytes()[..cut.min(WIELICZKA.len())], &bytes].concat());
    }

    #[test]
    fn scales_keep_numbers(digits in -1_000_000i64..1_000_000, decimals in 0u32..6, other in 0u32..6) {
        let number = Decimal::new(digits, decimals).unwrap();
        let scale = Scale::of([number, Decimal::new(1, other).unwrap()]);
        prop_assert_eq!(scale.number(scale.units(number).unwrap()), number);
        prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
    }
}
