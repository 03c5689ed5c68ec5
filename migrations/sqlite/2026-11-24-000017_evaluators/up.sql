-- Evaluators: what they say of themselves, invitations, and the terms of confidentiality they answer.

-- An appointment whose terms are not accepted gives nothing yet.
ALTER TABLE role_assignments ADD COLUMN terms_pending INTEGER NOT NULL DEFAULT 0;

CREATE TABLE evaluator_profiles (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES persons (id),
    content TEXT NOT NULL,              -- JSON: languages, themes, regions, affiliations, agency, load, absences
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE evaluator_invitations (
    id TEXT NOT NULL PRIMARY KEY,
    call_id TEXT NOT NULL REFERENCES calls (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    name TEXT NOT NULL,                 -- as typed by who invited
    email TEXT NOT NULL,                -- as typed by who invited, lower case
    language TEXT NOT NULL,             -- BCP 47, of the mail
    agency TEXT,
    token_hash BLOB NOT NULL UNIQUE,    -- SHA-256 of the secret in the link
    invited_by TEXT NOT NULL REFERENCES persons (id),
    created_at TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    opened_at TEXT,                     -- when its link was first followed
    expires_at TEXT NOT NULL,
    outcome TEXT,                       -- accepted | declined | withdrawn
    reason TEXT,                        -- of one who declined
    ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX evaluator_invitations_open ON evaluator_invitations (call_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX evaluator_invitations_by_person ON evaluator_invitations (person_id);

-- Each answer to the terms of a call; the text is kept among the texts under its digest.
CREATE TABLE terms_answers (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    call_id TEXT NOT NULL REFERENCES calls (id),
    digest BLOB NOT NULL,               -- SHA-256 of the text as it was shown
    language TEXT NOT NULL,             -- BCP 47, in which it was shown
    accepted INTEGER NOT NULL,
    reason TEXT,                        -- of one who declined
    answered_at TEXT NOT NULL
) STRICT;
CREATE INDEX terms_answers_by_person ON terms_answers (person_id, call_id, answered_at);
