-- Documents of organisations, version after version, and uploads that are resumed.

ALTER TABLE documents
    ADD COLUMN document_id uuid,                    -- the id of the first version
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN is_current boolean NOT NULL DEFAULT true,
    ADD COLUMN changes bigint NOT NULL DEFAULT 1,   -- counts up with every change of the document
    ADD COLUMN language text COLLATE "C",
    ADD COLUMN valid_from date,
    ADD COLUMN valid_until date,
    ADD COLUMN note text COLLATE "C",
    ADD COLUMN stated_at timestamptz,               -- when its days were last stated
    ADD COLUMN removed_by uuid,
    ADD COLUMN removed_at timestamptz;
-- Rows there were are documents of answers: each the only version of itself.
UPDATE documents SET document_id = id, stated_at = uploaded_at;
ALTER TABLE documents
    ALTER COLUMN document_id SET NOT NULL,
    ALTER COLUMN stated_at SET NOT NULL,
    ALTER COLUMN version DROP DEFAULT,
    ALTER COLUMN is_current DROP DEFAULT,
    ALTER COLUMN changes DROP DEFAULT,
    ADD UNIQUE (document_id, version);
CREATE INDEX documents_by_end ON documents (valid_until) WHERE valid_until IS NOT NULL AND is_current;

-- What arrives in pieces. The bytes are in a file of the same name.
CREATE TABLE uploads (
    id uuid NOT NULL PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES persons (id),
    target text COLLATE "C" NOT NULL,   -- what it will become, as JSON
    name text COLLATE "C" NOT NULL,
    length bigint NOT NULL,
    received bigint NOT NULL,           -- bytes that are on the disk for certain
    document_id uuid,                   -- the document it has become
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX uploads_by_person ON uploads (person_id);
CREATE INDEX uploads_by_end ON uploads (expires_at);
