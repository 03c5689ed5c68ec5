-- People of an organisation: invited by mail, or taken in after they asked to join.

CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    name TEXT NOT NULL,                  -- as typed by who invited
    email TEXT NOT NULL,                 -- as typed by who invited, lower case
    role TEXT NOT NULL,                  -- owner | editor | reader
    token_hash BLOB NOT NULL UNIQUE,     -- SHA-256 of the secret in the link
    invited_by TEXT NOT NULL REFERENCES persons (id),
    created_at TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    outcome TEXT,                        -- accepted | declined | withdrawn
    ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX invitations_open ON invitations (organisation_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX invitations_by_person ON invitations (person_id);

CREATE TABLE join_requests (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    message TEXT NOT NULL,
    created_at TEXT NOT NULL,
    outcome TEXT,                        -- admitted | declined | withdrawn
    reason TEXT,
    decided_by TEXT REFERENCES persons (id),
    ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX join_requests_open ON join_requests (organisation_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX join_requests_by_person ON join_requests (person_id);
