-- What the machine rules of the checklist found, run by run. Rows are added and never changed: a later run is another row.
CREATE TABLE rule_runs (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    number INTEGER NOT NULL,            -- 1 for the first of the proposal
    at TEXT NOT NULL,
    by_person TEXT,                     -- nobody at submission
    cause TEXT NOT NULL,           -- submission, demand
    submission INTEGER NOT NULL,        -- version of the submission that was looked at
    findings TEXT NOT NULL,        -- canonical JSON, what the digest is of
    digest BLOB NOT NULL,
    PRIMARY KEY (proposal_id, number)
) STRICT;
