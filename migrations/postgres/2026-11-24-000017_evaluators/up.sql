-- Evaluators: what they say of themselves, invitations, and the terms of confidentiality they answer.

-- An appointment whose terms are not accepted gives nothing yet.
ALTER TABLE role_assignments ADD COLUMN terms_pending BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE evaluator_profiles (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES persons (id),
    content TEXT COLLATE "C" NOT NULL,  -- JSON: languages, themes, regions, affiliations, agency, load, absences
    updated_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE evaluator_invitations (
    id UUID NOT NULL PRIMARY KEY,
    call_id UUID NOT NULL REFERENCES calls (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    name TEXT COLLATE "C" NOT NULL,     -- as typed by who invited
    email TEXT COLLATE "C" NOT NULL,    -- as typed by who invited, lower case
    language TEXT COLLATE "C" NOT NULL, -- BCP 47, of the mail
    agency TEXT COLLATE "C",
    token_hash BYTEA NOT NULL UNIQUE,   -- SHA-256 of the secret in the link
    invited_by UUID NOT NULL REFERENCES persons (id),
    created_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL,
    opened_at TIMESTAMPTZ,              -- when its link was first followed
    expires_at TIMESTAMPTZ NOT NULL,
    outcome TEXT COLLATE "C",           -- accepted | declined | withdrawn
    reason TEXT COLLATE "C",            -- of one who declined
    ended_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX evaluator_invitations_open ON evaluator_invitations (call_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX evaluator_invitations_by_person ON evaluator_invitations (person_id);

-- Each answer to the terms of a call; the text is kept among the texts under its digest.
CREATE TABLE terms_answers (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES persons (id),
    call_id UUID NOT NULL REFERENCES calls (id),
    digest BYTEA NOT NULL,              -- SHA-256 of the text as it was shown
    language TEXT COLLATE "C" NOT NULL, -- BCP 47, in which it was shown
    accepted BOOLEAN NOT NULL,
    reason TEXT COLLATE "C",            -- of one who declined
    answered_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX terms_answers_by_person ON terms_answers (person_id, call_id, answered_at);
