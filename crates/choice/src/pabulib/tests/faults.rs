//! What is wrong with a file is named with its line.

use super::*;

/// The fault of a file, as line and text.
fn fault(text: &str) -> (Option<u64>, String) {
    let Fault { line, what } = read(text.as_bytes()).unwrap_err();
    (line, what)
}

/// The format's example with one thing put for another.
fn broken(from: &str, to: &str) -> (Option<u64>, String) {
    assert!(WIELICZKA.contains(from), "{from:?}");
    fault(&WIELICZKA.replacen(from, to, 1))
}

#[test]
fn every_fault_names_its_line_and_reason() {
    for (from, to, line, what) in [
        (
            "8; 27; f; 4",
            "8; 27; f; 4,9",
            32,
            "the vote is for project 9, which PROJECTS does not have",
        ),
        (
            "8; 27; f; 4",
            "8; 27; f; 4,4",
            32,
            "the vote has project 4 twice",
        ),
        (
            "8; 27; f; 4",
            "7; 27; f; 4",
            32,
            "voter 7 votes twice; their first vote is in line 31",
        ),
        (
            "2; 800; sport",
            "1; 800; sport",
            19,
            "project 1 stands twice; it stands in line 18 too",
        ),
        (
            "2; 800; sport",
            "2; many; sport",
            19,
            "the cost of project 2 is \"many\", which is no number",
        ),
        (
            "2; 800; sport",
            "2; 1,800; sport",
            19,
            "the cost of project 2 is \"1,800\", which is no number",
        ),
        (
            "2; 800; sport",
            "2; -800; sport",
            19,
            "the cost of project 2 is -800, which is below zero",
        ),
        ("2; 800; sport", "2", 19, "the cost of project 2 is missing"),
        (
            "2; 800; sport",
            "; 800; sport",
            19,
            "a project has no project_id",
        ),
        (
            "project_id; cost; category",
            "project_id; category",
            17,
            "PROJECTS has no column cost",
        ),
        (
            "project_id; cost; category",
            "id; cost; category",
            17,
            "PROJECTS has no column project_id",
        ),
        (
            "project_id; cost; category",
            "project_id; cost; cost",
            17,
            "the column cost stands twice",
        ),
        (
            "voter_id; age; sex; vote",
            "voter_id; age; sex; votes",
            24,
            "VOTES has no column vote, which approval votes need",
        ),
        (
            "voter_id; age; sex; vote",
            "who; age; sex; vote",
            24,
            "VOTES has no column voter_id",
        ),
        (
            "num_votes; 10",
            "num_votes; 11",
            8,
            "num_votes is 11, and the file has 10 votes",
        ),
        (
            "num_votes; 10",
            "num_votes; ten",
            8,
            "num_votes is \"ten\", which is no whole number",
        ),
        (
            "num_projects; 5",
            "num_projects; 4",
            7,
            "num_projects is 4, and the file has 5 projects",
        ),
        (
            "budget; 2500",
            "budget; plenty",
            9,
            "the budget is \"plenty\", which is no number",
        ),
        (
            "budget; 2500",
            "budget; -1",
            9,
            "the budget is -1, which is below zero",
        ),
        (
            "budget; 2500",
            "unit; 2500",
            9,
            "the key unit stands twice; it stands in line 5 too",
        ),
        ("budget; 2500", "; 2500", 9, "a value of META has no key"),
        (
            "vote_type; approval\n",
            "",
            1,
            "META does not say the vote_type",
        ),
        (
            "vote_type; approval",
            "vote_type; choose-1",
            25,
            "the vote is for 3 projects, where one is chosen",
        ),
        (
            "vote_type; approval",
            "vote_type; scoring",
            24,
            "VOTES has no column points, which scoring votes need",
        ),
        (
            "key; value",
            "PROJECTS",
            1,
            "META has no line of column names",
        ),
        (
            "VOTES",
            "PROJECTS",
            23,
            "PROJECTS stands twice; it began in line 16",
        ),
        (
            "META\n",
            "",
            1,
            "the file does not begin with META: it is no .pb file",
        ),
        (
            "2; 800; sport",
            "2; 800;\"sport",
            19,
            "a quotation mark (\") opens a value and is not closed",
        ),
    ] {
        assert_eq!(broken(from, to), (Some(line), what.to_owned()), "{to:?}");
    }
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let bad = WIELICZKA.replacen("8; 27; f; 4", "8; 27; f; 9", 1);
    for (text, line) in [
        (bad.replace('\n', "\r\n"), 32),
        (bad.replace('\n', "\r"), 32),
        (bad.replace("VOTES\n", "\n\r\n \nVOTES\n\n"), 36),
        (
            bad.replace(" culture, education", "\"culture;\neducation\""),
            33,
        ),
        (format!("\u{feff}{bad}"), 32),
    ] {
        assert_eq!(fault(&text).0, Some(line), "{text:?}");
    }
}

#[test]
fn points_are_as_many_as_projects_and_numbers() {
    let projects = "project_id;cost\na;50\nb;50\n";
    for (kind, vote, what) in [
        (
            "cumulative",
            "1;a,b;1",
            "the vote has 2 projects and 1 points",
        ),
        (
            "cumulative",
            "1;a;1,2",
            "the vote has 1 projects and 2 points",
        ),
        (
            "cumulative",
            "1;a;much",
            "the points \"much\" are no number",
        ),
        ("cumulative", "1;a;-1", "the points -1 are below zero"),
    ] {
        let text = file(
            &format!("vote_type;{kind}\n"),
            projects,
            &format!("voter_id;vote;points\n{vote}\n"),
        );
        assert_eq!(fault(&text), (Some(11), what.to_owned()));
    }
    let scoring = file(
        "vote_type;scoring\n",
        projects,
        "voter_id;vote;points\n1;a;-1\n",
    );
    assert!(read(scoring.as_bytes()).is_ok());
}

#[test]
fn parts_are_there_and_in_order() {
    assert_eq!(fault(""), (None, "the part META is missing".to_owned()));
    assert_eq!(
        fault("META\nkey;value\nbudget;5\n"),
        (None, "the part PROJECTS is missing".to_owned())
    );
    assert_eq!(
        fault("META\nkey;value\nVOTES\nvoter_id;vote\nPROJECTS\nproject_id;cost\n"),
        (Some(5), "PROJECTS stands after VOTES".to_owned())
    );
    assert_eq!(
        read(b"META\nkey;value\nunit;\xff\n").unwrap_err(),
        Fault {
            line: Some(3),
            what: "the text is not encoded as UTF-8".to_owned()
        }
    );
}

#[test]
fn what_cannot_be_counted_is_told_when_it_is() {
    let told = |text: &str, rule| {
        let instance = read(text.as_bytes()).unwrap();
        let fault = compute(&instance, rule, None).unwrap_err();
        (fault.line, fault.what)
    };
    let none = file(
        "vote_type;approval\n",
        "project_id;cost\na;50\n",
        "voter_id;vote\n",
    );
    assert_eq!(
        told(&none, RuleName::Greedy),
        (
            None,
            "the file has no votes, and PROJECTS has no column votes or score".to_owned()
        )
    );
    let some = file(
        "",
        "project_id;cost;votes\na;50;3\nb;50;\n",
        "voter_id;vote\n",
    );
    assert_eq!(
        told(&some, RuleName::Greedy),
        (
            Some(7),
            "the votes of project b is \"\", which is no number".to_owned()
        )
    );
    let fine = "0.000000000000000001";
    let long = file(
        "",
        &format!("project_id;cost;votes\na;{fine};3\nb;50;4\n"),
        "voter_id;vote\n",
    );
    assert_eq!(
        told(&long, RuleName::Greedy),
        (
            Some(7),
            "the cost of project b has too many figures".to_owned()
        )
    );
}
