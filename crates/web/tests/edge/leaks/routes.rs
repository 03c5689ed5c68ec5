//! Every address that can be read: the routes are taken from the program itself, each with everything that can stand in its
//! places. A route with a place nothing is known for fails the test: whoever adds one says here what stands in it.

use serde_json::Value;
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};

use crate::hidden_routes::every_page;

/// What can stand in the places of addresses.
pub struct Known {
    pub call: CallId,
    /// Files, the hidden ones among them.
    pub files: Vec<ProposalId>,
    pub grants: Vec<String>,
    pub organisations: Vec<OrganisationId>,
    pub documents: Vec<String>,
    pub people: Vec<PersonId>,
    /// Words of the hidden files, to search for.
    pub words: Vec<String>,
}

const NIL: &str = "00000000-0000-0000-0000-000000000000";

impl Known {
    /// What can stand in a place of an address, by the folder it stands in; nothing for a place nobody has thought of.
    fn values(&self, before: &str, name: &str) -> Option<Vec<String>> {
        let folder = before
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default();
        let one = |text: &str| Some(vec![text.to_owned()]);
        let texts = |all: &[&str]| Some(all.iter().map(|text| (*text).to_owned()).collect());
        match (folder, name) {
            ("calls", "id") => one(&self.call.to_string()),
            ("proposals", "id") | ("earlier", "from") | ("assignment", "file") => {
                Some(self.files.iter().map(ToString::to_string).collect())
            }
            ("grants", "id") => Some(self.grants.clone()),
            ("organisations", "id") | ("is-this-you", "other") | ("merge", "into") => {
                Some(self.organisations.iter().map(ToString::to_string).collect())
            }
            ("duplicates", "first") => one(&self.organisations[0].to_string()),
            (_, "second") => one(&self.organisations[1].to_string()),
            ("documents", "id" | "document") => Some(self.documents.clone()),
            ("lists" | "views" | "mails", "id") => one(NIL),
            ("evaluators" | "reminders", "person") => {
                Some(self.people.iter().map(ToString::to_string).collect())
            }
            ("reports" | "batches" | "versions" | "sessions", "number" | "version") => {
                texts(&["1", "2"])
            }
            ("conditions", "number") => texts(&["1", "2"]),
            ("grid", "stage") => texts(&["1", "2", "3"]),
            ("form", "version") | ("letters", "place") => texts(&["1", "2"]),
            ("letters", "letter") => texts(&["selected", "below_threshold", NIL]),
            ("letters", "proposal") => Some(self.files.iter().map(ToString::to_string).collect()),
            ("call-templates", "name") => one("ungift-2010"),
            ("edit", "section") => texts(&["dates", "evaluation"]),
            ("draft" | "registration" | "sections", "section") => texts(&["budget", "identity"]),
            ("questions" | "answers", "question") => texts(&["title", "budget"]),
            (_, "question") => one("title"),
            (_, "token") => one("of-nobody"),
            _ => None,
        }
    }

    /// The addresses of a route; the place nobody has thought of when there is one.
    fn filled(&self, path: &str) -> Result<Vec<String>, String> {
        let Some((before, rest)) = path.split_once('{') else {
            return Ok(vec![path.to_owned()]);
        };
        let (name, after) = rest.split_once('}').unwrap();
        let name = name.split(':').next().unwrap();
        let values = self
            .values(before, name)
            .ok_or_else(|| format!("{before}{{{name}}}"))?;
        let mut found = Vec::new();
        for value in values {
            found.extend(self.filled(&format!("{before}{value}{after}"))?);
        }
        Ok(found)
    }

    /// Every page that can be read.
    pub fn pages(&self) -> Vec<String> {
        let routes = every_page();
        let read: Vec<&str> = routes
            .iter()
            .filter(|route| route.get)
            .map(|route| route.path.as_str())
            .collect();
        assert!(read.len() > 100, "{}", read.len());
        let mut found = self.all(&read);
        for word in &self.words {
            let word = word.replace(' ', "+");
            for query in [
                "/proposals?text=",
                "/organisations?text=",
                "/organisations?q=",
                "/proposals?q=",
            ] {
                found.push(format!("{query}{word}"));
            }
        }
        for query in [
            format!("/proposals?call={}", self.call),
            format!("/proposals.csv?call={}", self.call),
            format!("/dashboard?call={}", self.call),
            format!("/calls/{}/evaluation?plan=yes", self.call),
            format!("/calls/{}/questions/open?all=yes", self.call),
            "/proposals?country=KE".to_owned(),
            "/grants?status=active".to_owned(),
        ] {
            found.push(query);
        }
        found
    }

    /// Everything of the API that can be read.
    pub fn api(&self, document: &Value) -> Vec<String> {
        let paths = document["paths"].as_object().unwrap();
        let read: Vec<&str> = paths
            .iter()
            .filter(|(_, item)| item["get"].is_object())
            .map(|(path, _)| path.as_str())
            .collect();
        assert!(read.len() > 60, "{}", read.len());
        let mut found = self.all(&read);
        for (path, item) in paths {
            let asked = item["get"]["parameters"].as_array();
            let names = asked
                .into_iter()
                .flatten()
                .filter(|one| one["in"] == "query");
            for name in names.filter_map(|one| one["name"].as_str()) {
                for value in self.asked(name) {
                    for address in self.all(&[path.as_str()]) {
                        found.push(format!("{address}?{name}={value}"));
                    }
                }
            }
        }
        found
    }

    /// What is asked for in a query, by its name.
    fn asked(&self, name: &str) -> Vec<String> {
        match name {
            "text" | "q" | "search" | "name" => {
                let words = self.words.iter().map(|word| word.replace(' ', "+"));
                words.collect()
            }
            "call" => vec![self.call.to_string()],
            "organisation" => self.organisations.iter().map(ToString::to_string).collect(),
            "country" => vec!["KE".to_owned()],
            "limit" => vec!["1".to_owned()],
            _ => Vec::new(),
        }
    }

    fn all(&self, paths: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        let mut unknown = Vec::new();
        for path in paths {
            match self.filled(path) {
                Ok(addresses) => found.extend(addresses),
                Err(place) => unknown.push(format!("{path}: what stands in {place}?")),
            }
        }
        assert!(unknown.is_empty(), "{unknown:#?}");
        found
    }
}
