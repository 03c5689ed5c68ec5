-- The record: one hash chain per case.
CREATE TABLE cases (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,                 -- organisation | call | proposal | grant
    head_seq BIGINT NOT NULL,
    head_hash BYTEA NOT NULL,
    opened_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE events (
    case_id UUID NOT NULL REFERENCES cases (id),
    seq BIGINT NOT NULL,                -- 1, 2, 3 … ; the primary key is the optimistic lock
    at TIMESTAMPTZ NOT NULL,
    actor UUID,                         -- person, or NULL for a job
    kind TEXT COLLATE "C" NOT NULL,
    payload TEXT COLLATE "C" NOT NULL,              -- canonical JSON
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (case_id, seq)
);
CREATE INDEX events_by_actor ON events (actor, at);

-- People and their sign-in.
CREATE TABLE persons (
    id UUID NOT NULL PRIMARY KEY,
    email TEXT COLLATE "C" NOT NULL UNIQUE,         -- lower case
    name TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C",                 -- argon2id PHC string; NULL until the invitation is taken up
    email_confirmed_at TIMESTAMPTZ,
    disabled_at TIMESTAMPTZ,
    demonstration_role TEXT COLLATE "C",            -- shown on the sign-in page in demonstration mode
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE role_assignments (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES persons (id),
    role TEXT COLLATE "C" NOT NULL,
    call_id UUID,                       -- NULL: for the whole facility
    agency TEXT COLLATE "C",                        -- panel members sit for an agency
    appointed_by UUID,
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE INDEX role_assignments_by_person ON role_assignments (person_id);

CREATE TABLE sessions (
    id_hash BYTEA NOT NULL PRIMARY KEY,  -- SHA-256 of the cookie's key
    person_id UUID REFERENCES persons (id),
    state TEXT COLLATE "C" NOT NULL,                -- JSON: CSRF token and the like
    created_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE mail_links (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES persons (id),
    purpose TEXT COLLATE "C" NOT NULL,              -- confirm | reset | invite
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ
);

CREATE TABLE sign_in_attempts (
    subject TEXT COLLATE "C" NOT NULL PRIMARY KEY,  -- SHA-256 hex of the e-mail address, or of the network
    failures BIGINT NOT NULL,
    last_at TIMESTAMPTZ NOT NULL
);

-- Organisations.
CREATE TABLE organisations (
    id UUID NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,                -- head of the chain this row shows
    legal_name TEXT COLLATE "C" NOT NULL,
    original_name TEXT COLLATE "C",
    acronym TEXT COLLATE "C",
    country TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,                 -- legal form
    registration_number TEXT COLLATE "C",
    registered_on DATE,
    website TEXT COLLATE "C",
    email TEXT COLLATE "C",
    address TEXT COLLATE "C",
    annual_budget_minor BIGINT,
    currency TEXT COLLATE "C",
    officers TEXT COLLATE "C" NOT NULL,             -- JSON list of names
    declarations BOOLEAN NOT NULL,      -- true when all the declarations are yes
    profile_digest BYTEA NOT NULL,
    status TEXT COLLATE "C" NOT NULL,               -- registered | verification_proposed | verified | refused
    verified_until DATE,
    red_flag BOOLEAN NOT NULL,
    search_text TEXT COLLATE "C" NOT NULL,
    registered_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX organisations_by_country ON organisations (country, id);
CREATE INDEX organisations_by_name ON organisations (country, legal_name);
CREATE UNIQUE INDEX organisations_by_registration ON organisations (country, registration_number) WHERE registration_number IS NOT NULL;
CREATE INDEX organisations_by_registered_at ON organisations (registered_at);

CREATE TABLE memberships (
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    role TEXT COLLATE "C" NOT NULL,                 -- owner | editor | reader
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, person_id)
);
CREATE INDEX memberships_by_person ON memberships (person_id);

-- Calls.
CREATE TABLE calls (
    id UUID NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL UNIQUE,          -- SGF2010
    title TEXT COLLATE "C" NOT NULL,                -- in the first call language
    status TEXT COLLATE "C" NOT NULL,               -- draft | approved | published | finalised | cancelled
    opens_at TIMESTAMPTZ NOT NULL,
    closes_at TIMESTAMPTZ NOT NULL,
    currency TEXT COLLATE "C",
    ceiling_minor BIGINT,
    last_number BIGINT NOT NULL,        -- last reference number given
    created_at TIMESTAMPTZ NOT NULL
);

-- Proposals.
CREATE TABLE proposals (
    id UUID NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    call_id UUID NOT NULL REFERENCES calls (id),
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    reference TEXT COLLATE "C" UNIQUE,              -- SGF2010-0112, given at the first submission
    number BIGINT,                      -- 112
    title TEXT COLLATE "C",
    country TEXT COLLATE "C" NOT NULL,
    theme TEXT COLLATE "C",
    stage INTEGER NOT NULL,             -- position in the procedure, from 0
    stage_kind TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C",
    requested_minor BIGINT,
    awarded_minor BIGINT,
    screener UUID,
    screening_outcome TEXT COLLATE "C",             -- eligible | ineligible, once confirmed
    score BIGINT,                       -- consolidated, thousandths of a point
    reserve_rank INTEGER,
    released BOOLEAN NOT NULL,          -- true when the decision has been released to the applicant
    submitted_at TIMESTAMPTZ,
    status_since TIMESTAMPTZ NOT NULL,
    search_text TEXT COLLATE "C" NOT NULL
);
CREATE INDEX proposals_by_call_status ON proposals (call_id, status, id);
CREATE INDEX proposals_by_call_number ON proposals (call_id, number);
CREATE INDEX proposals_by_organisation ON proposals (organisation_id, id);
CREATE INDEX proposals_by_call_score ON proposals (call_id, score, id);
CREATE INDEX proposals_by_call_country ON proposals (call_id, country);
CREATE UNIQUE INDEX proposals_one_draft_each ON proposals (call_id, organisation_id) WHERE status <> 'withdrawn';

CREATE TABLE drafts (
    proposal_id UUID NOT NULL PRIMARY KEY REFERENCES proposals (id),
    version BIGINT NOT NULL,
    answers TEXT COLLATE "C" NOT NULL,              -- JSON: question id → answer
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by UUID NOT NULL
);

CREATE TABLE submissions (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    number INTEGER NOT NULL,            -- 1, then 2 for a replacement
    content TEXT COLLATE "C" NOT NULL,              -- canonical JSON, what the digest is of
    digest BYTEA NOT NULL,
    submitted_at TIMESTAMPTZ NOT NULL,
    submitted_by UUID NOT NULL,
    PRIMARY KEY (proposal_id, number)
);

CREATE TABLE screening_verdicts (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    criterion TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,              -- pass | fail | clarification | not_applicable
    reason TEXT COLLATE "C",
    by_person UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (proposal_id, criterion)
);

-- Who took part in the screening: the screener, and everyone who decided.
CREATE TABLE screening_people (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    PRIMARY KEY (proposal_id, person_id)
);
CREATE INDEX screening_people_by_person ON screening_people (person_id);

CREATE TABLE assignments (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    status TEXT COLLATE "C" NOT NULL,               -- assigned | accepted | declined | recused | scored
    total BIGINT,                       -- thousandths of a point, once submitted
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
);
CREATE INDEX assignments_by_person ON assignments (person_id, status);

-- Scores being written, not yet submitted: seen by their author alone.
CREATE TABLE score_drafts (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    scores TEXT COLLATE "C" NOT NULL,               -- JSON
    saved_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
);

CREATE TABLE conflicts (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    kind TEXT COLLATE "C" NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
);
CREATE INDEX conflicts_by_person ON conflicts (person_id);

CREATE TABLE ballots (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    choice TEXT COLLATE "C" NOT NULL,
    amount_minor BIGINT,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
);

-- Private texts that events refer to by digest (comments, reasons, reports).
CREATE TABLE texts (
    digest BYTEA NOT NULL PRIMARY KEY,
    content TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

-- Grants.
CREATE TABLE grants (
    id UUID NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    proposal_id UUID NOT NULL UNIQUE REFERENCES proposals (id),
    call_id UUID NOT NULL REFERENCES calls (id),
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    status TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    amount_minor BIGINT NOT NULL,
    paid_minor BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    CHECK (paid_minor >= 0 AND paid_minor <= amount_minor)
);
CREATE INDEX grants_by_call ON grants (call_id, id);

CREATE TABLE tranches (
    grant_id UUID NOT NULL REFERENCES grants (id),
    number INTEGER NOT NULL,
    amount_minor BIGINT NOT NULL,
    due_on DATE NOT NULL,
    after_report INTEGER,               -- the report that must be accepted first
    status TEXT COLLATE "C" NOT NULL,               -- planned | requested | approved | paid
    paid_on DATE,
    payment_reference TEXT COLLATE "C",
    PRIMARY KEY (grant_id, number)
);

CREATE TABLE reports (
    grant_id UUID NOT NULL REFERENCES grants (id),
    number INTEGER NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    period_from DATE NOT NULL,
    period_to DATE NOT NULL,
    due_on DATE NOT NULL,
    status TEXT COLLATE "C" NOT NULL,               -- pending | submitted | sent_back | accepted | waived
    submitted_at TIMESTAMPTZ,
    PRIMARY KEY (grant_id, number)
);
CREATE INDEX reports_by_due ON reports (status, due_on);

-- Documents: content-addressed.
CREATE TABLE documents (
    id UUID NOT NULL PRIMARY KEY,
    case_id UUID NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    media_type TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    uploaded_by UUID NOT NULL,
    uploaded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX documents_by_case ON documents (case_id, id);

-- Mails wait here in the transaction of the act that causes them.
CREATE TABLE outbox (
    id UUID NOT NULL PRIMARY KEY,
    once TEXT COLLATE "C" NOT NULL UNIQUE,          -- what makes this mail one: act and recipient
    recipient UUID NOT NULL REFERENCES persons (id),
    subject TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    case_id UUID,
    created_at TIMESTAMPTZ NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ,
    last_error TEXT COLLATE "C"
);
CREATE INDEX outbox_waiting ON outbox (next_attempt_at) WHERE sent_at IS NULL;

CREATE TABLE idempotency_keys (
    person_id UUID NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    request_digest BYTEA NOT NULL,
    status INTEGER NOT NULL,
    response TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (person_id, key)
);

CREATE TABLE api_tokens (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES persons (id),
    name TEXT COLLATE "C" NOT NULL,
    scopes TEXT COLLATE "C" NOT NULL,               -- read | read write
    created_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ
);

CREATE TABLE settings (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,     -- demonstration, demonstration_today …
    value TEXT COLLATE "C" NOT NULL
);
