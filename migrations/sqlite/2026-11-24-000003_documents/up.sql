-- Documents of organisations, version after version, and uploads that are resumed.

-- Rows there were are documents of answers: each the only version of itself.
CREATE TABLE documents_with_versions (
    id TEXT NOT NULL PRIMARY KEY,
    document_id TEXT NOT NULL,          -- the id of the first version
    version INTEGER NOT NULL,
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
    changes INTEGER NOT NULL,           -- counts up with every change of the document
    case_id TEXT NOT NULL,
    purpose TEXT NOT NULL,              -- the question it answers, or the kind of document of an organisation
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest BLOB NOT NULL,
    language TEXT,
    valid_from TEXT,
    valid_until TEXT,
    note TEXT,
    uploaded_by TEXT NOT NULL,
    uploaded_at TEXT NOT NULL,
    stated_at TEXT NOT NULL,            -- when its days were last stated
    removed_by TEXT,
    removed_at TEXT,
    UNIQUE (document_id, version)
) STRICT;
INSERT INTO documents_with_versions
    (id, document_id, version, is_current, changes, case_id, purpose, name, media_type, size, digest, uploaded_by,
     uploaded_at, stated_at)
    SELECT id, id, 1, 1, 1, case_id, purpose, name, media_type, size, digest, uploaded_by, uploaded_at, uploaded_at
    FROM documents;
DROP TABLE documents;
ALTER TABLE documents_with_versions RENAME TO documents;
CREATE INDEX documents_by_case ON documents (case_id, id);
CREATE INDEX documents_by_end ON documents (valid_until) WHERE valid_until IS NOT NULL AND is_current = 1;

-- What arrives in pieces. The bytes are in a file of the same name.
CREATE TABLE uploads (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    target TEXT NOT NULL,               -- what it will become, as JSON
    name TEXT NOT NULL,
    length INTEGER NOT NULL,
    received INTEGER NOT NULL,          -- bytes that are on the disk for certain
    document_id TEXT,                   -- the document it has become
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX uploads_by_person ON uploads (person_id);
CREATE INDEX uploads_by_end ON uploads (expires_at);
