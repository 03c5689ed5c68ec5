-- The record: one hash chain per case.
CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,                 -- organisation | call | proposal | grant
    head_seq INTEGER NOT NULL,
    head_hash BLOB NOT NULL,
    opened_at TEXT NOT NULL
) STRICT;

CREATE TABLE events (
    case_id TEXT NOT NULL REFERENCES cases (id),
    seq INTEGER NOT NULL,                -- 1, 2, 3 … ; the primary key is the optimistic lock
    at TEXT NOT NULL,
    actor TEXT,                         -- person, or NULL for a job
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,              -- canonical JSON
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT;
CREATE INDEX events_by_actor ON events (actor, at);

-- People and their sign-in.
CREATE TABLE persons (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,         -- lower case
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    password_hash TEXT,                 -- argon2id PHC string; NULL until the invitation is taken up
    email_confirmed_at TEXT,
    disabled_at TEXT,
    demonstration_role TEXT,            -- shown on the sign-in page in demonstration mode
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE role_assignments (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    role TEXT NOT NULL,
    call_id TEXT,                       -- NULL: for the whole facility
    agency TEXT,                        -- panel members sit for an agency
    appointed_by TEXT,
    created_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE INDEX role_assignments_by_person ON role_assignments (person_id);

CREATE TABLE sessions (
    id_hash BLOB NOT NULL PRIMARY KEY,  -- SHA-256 of the cookie's key
    person_id TEXT REFERENCES persons (id),
    state TEXT NOT NULL,                -- JSON: CSRF token and the like
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE mail_links (
    token_hash BLOB NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    purpose TEXT NOT NULL,              -- confirm | reset | invite
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

CREATE TABLE sign_in_attempts (
    subject TEXT NOT NULL PRIMARY KEY,  -- SHA-256 hex of the e-mail address, or of the network
    failures INTEGER NOT NULL,
    last_at TEXT NOT NULL
) STRICT;

-- Organisations.
CREATE TABLE organisations (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,                -- head of the chain this row shows
    legal_name TEXT NOT NULL,
    original_name TEXT,
    acronym TEXT,
    country TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- legal form
    registration_number TEXT,
    registered_on TEXT,
    website TEXT,
    email TEXT,
    address TEXT,
    annual_budget_minor INTEGER,
    currency TEXT,
    officers TEXT NOT NULL,             -- JSON list of names
    declarations INTEGER NOT NULL,      -- 1 when all the declarations are yes
    profile_digest BLOB NOT NULL,
    status TEXT NOT NULL,               -- registered | verification_proposed | verified | refused
    verified_until TEXT,
    red_flag INTEGER NOT NULL,
    search_text TEXT NOT NULL,
    registered_at TEXT NOT NULL
) STRICT;
CREATE INDEX organisations_by_country ON organisations (country, id);
CREATE INDEX organisations_by_name ON organisations (country, legal_name);
CREATE UNIQUE INDEX organisations_by_registration ON organisations (country, registration_number) WHERE registration_number IS NOT NULL;
CREATE INDEX organisations_by_registered_at ON organisations (registered_at);

CREATE TABLE memberships (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    role TEXT NOT NULL,                 -- owner | editor | reader
    created_at TEXT NOT NULL,
    PRIMARY KEY (organisation_id, person_id)
) STRICT;
CREATE INDEX memberships_by_person ON memberships (person_id);

-- Calls.
CREATE TABLE calls (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    code TEXT NOT NULL UNIQUE,          -- SGF2010
    title TEXT NOT NULL,                -- in the first call language
    status TEXT NOT NULL,               -- draft | approved | published | finalised | cancelled
    opens_at TEXT NOT NULL,
    closes_at TEXT NOT NULL,
    currency TEXT,
    ceiling_minor INTEGER,
    last_number INTEGER NOT NULL,        -- last reference number given
    created_at TEXT NOT NULL
) STRICT;

-- Proposals.
CREATE TABLE proposals (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    call_id TEXT NOT NULL REFERENCES calls (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    reference TEXT UNIQUE,              -- SGF2010-0112, given at the first submission
    number INTEGER,                      -- 112
    title TEXT,
    country TEXT NOT NULL,
    theme TEXT,
    stage INTEGER NOT NULL,             -- position in the procedure, from 0
    stage_kind TEXT NOT NULL,
    status TEXT NOT NULL,
    currency TEXT,
    requested_minor INTEGER,
    awarded_minor INTEGER,
    screener TEXT,
    screening_outcome TEXT,             -- eligible | ineligible, once confirmed
    score INTEGER,                       -- consolidated, thousandths of a point
    reserve_rank INTEGER,
    released INTEGER NOT NULL,          -- 1 when the decision has been released to the applicant
    submitted_at TEXT,
    status_since TEXT NOT NULL,
    search_text TEXT NOT NULL
) STRICT;
CREATE INDEX proposals_by_call_status ON proposals (call_id, status, id);
CREATE INDEX proposals_by_call_number ON proposals (call_id, number);
CREATE INDEX proposals_by_organisation ON proposals (organisation_id, id);
CREATE INDEX proposals_by_call_score ON proposals (call_id, score, id);
CREATE INDEX proposals_by_call_country ON proposals (call_id, country);
CREATE UNIQUE INDEX proposals_one_draft_each ON proposals (call_id, organisation_id) WHERE status <> 'withdrawn';

CREATE TABLE drafts (
    proposal_id TEXT NOT NULL PRIMARY KEY REFERENCES proposals (id),
    version INTEGER NOT NULL,
    answers TEXT NOT NULL,              -- JSON: question id → answer
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL
) STRICT;

CREATE TABLE submissions (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    number INTEGER NOT NULL,            -- 1, then 2 for a replacement
    content TEXT NOT NULL,              -- canonical JSON, what the digest is of
    digest BLOB NOT NULL,
    submitted_at TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    PRIMARY KEY (proposal_id, number)
) STRICT;

CREATE TABLE screening_verdicts (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    criterion TEXT NOT NULL,
    outcome TEXT NOT NULL,              -- pass | fail | clarification | not_applicable
    reason TEXT,
    by_person TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (proposal_id, criterion)
) STRICT;

-- Who took part in the screening: the screener, and everyone who decided.
CREATE TABLE screening_people (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    PRIMARY KEY (proposal_id, person_id)
) STRICT;
CREATE INDEX screening_people_by_person ON screening_people (person_id);

CREATE TABLE assignments (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    status TEXT NOT NULL,               -- assigned | accepted | declined | recused | scored
    total INTEGER,                       -- thousandths of a point, once submitted
    at TEXT NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
) STRICT;
CREATE INDEX assignments_by_person ON assignments (person_id, status);

-- Scores being written, not yet submitted: seen by their author alone.
CREATE TABLE score_drafts (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    scores TEXT NOT NULL,               -- JSON
    saved_at TEXT NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
) STRICT;

CREATE TABLE conflicts (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
) STRICT;
CREATE INDEX conflicts_by_person ON conflicts (person_id);

CREATE TABLE ballots (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    choice TEXT NOT NULL,
    amount_minor INTEGER,
    at TEXT NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
) STRICT;

-- Private texts that events refer to by digest (comments, reasons, reports).
CREATE TABLE texts (
    digest BLOB NOT NULL PRIMARY KEY,
    content TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- Grants.
CREATE TABLE grants (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    proposal_id TEXT NOT NULL UNIQUE REFERENCES proposals (id),
    call_id TEXT NOT NULL REFERENCES calls (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    status TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    paid_minor INTEGER NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    CHECK (paid_minor >= 0 AND paid_minor <= amount_minor)
) STRICT;
CREATE INDEX grants_by_call ON grants (call_id, id);

CREATE TABLE tranches (
    grant_id TEXT NOT NULL REFERENCES grants (id),
    number INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    after_report INTEGER,               -- the report that must be accepted first
    status TEXT NOT NULL,               -- planned | requested | approved | paid
    paid_on TEXT,
    payment_reference TEXT,
    PRIMARY KEY (grant_id, number)
) STRICT;

CREATE TABLE reports (
    grant_id TEXT NOT NULL REFERENCES grants (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    due_on TEXT NOT NULL,
    status TEXT NOT NULL,               -- pending | submitted | sent_back | accepted | waived
    submitted_at TEXT,
    PRIMARY KEY (grant_id, number)
) STRICT;
CREATE INDEX reports_by_due ON reports (status, due_on);

-- Documents: content-addressed.
CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest BLOB NOT NULL,
    uploaded_by TEXT NOT NULL,
    uploaded_at TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_case ON documents (case_id, id);

-- Mails wait here in the transaction of the act that causes them.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    once TEXT NOT NULL UNIQUE,          -- what makes this mail one: act and recipient
    recipient TEXT NOT NULL REFERENCES persons (id),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    language TEXT NOT NULL,
    case_id TEXT,
    created_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at TEXT NOT NULL,
    sent_at TEXT,
    last_error TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (next_attempt_at) WHERE sent_at IS NULL;

CREATE TABLE idempotency_keys (
    person_id TEXT NOT NULL,
    key TEXT NOT NULL,
    request_digest BLOB NOT NULL,
    status INTEGER NOT NULL,
    response TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (person_id, key)
) STRICT;

CREATE TABLE api_tokens (
    token_hash BLOB NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,               -- read | read write
    created_at TEXT NOT NULL,
    last_used_at TEXT,
    revoked_at TEXT
) STRICT;

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,     -- demonstration, demonstration_today …
    value TEXT NOT NULL
) STRICT;
