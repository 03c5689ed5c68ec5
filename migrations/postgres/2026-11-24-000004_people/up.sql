-- People of an organisation: invited by mail, or taken in after they asked to join.

CREATE TABLE invitations (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    name TEXT COLLATE "C" NOT NULL,                  -- as typed by who invited
    email TEXT COLLATE "C" NOT NULL,                 -- as typed by who invited, lower case
    role TEXT COLLATE "C" NOT NULL,                  -- owner | editor | reader
    token_hash BYTEA NOT NULL UNIQUE,     -- SHA-256 of the secret in the link
    invited_by UUID NOT NULL REFERENCES persons (id),
    created_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    outcome TEXT COLLATE "C",                        -- accepted | declined | withdrawn
    ended_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX invitations_open ON invitations (organisation_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX invitations_by_person ON invitations (person_id);

CREATE TABLE join_requests (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    message TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    outcome TEXT COLLATE "C",                        -- admitted | declined | withdrawn
    reason TEXT,
    decided_by UUID REFERENCES persons (id),
    ended_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX join_requests_open ON join_requests (organisation_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX join_requests_by_person ON join_requests (person_id);
