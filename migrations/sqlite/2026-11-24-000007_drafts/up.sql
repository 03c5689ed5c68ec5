-- Answers of a draft are kept one by one, so that two people never write over each other. The draft keeps the count of
-- saves; each answer knows at which of them it was last changed.
CREATE TABLE draft_answers (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    question TEXT NOT NULL,
    value TEXT NOT NULL,                -- JSON; null when it was taken back
    version INTEGER NOT NULL,           -- of the draft, after the save
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    PRIMARY KEY (proposal_id, question)
) STRICT;

INSERT INTO draft_answers (proposal_id, question, value, version, saved_at, saved_by)
SELECT d.proposal_id, a.key,
       CASE a.type WHEN 'text' THEN json_quote(a.value)
                   WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' WHEN 'null' THEN 'null'
                   ELSE CAST(a.value AS TEXT) END,
       d.version, d.saved_at, d.saved_by
FROM drafts d, json_each(d.answers) a;

ALTER TABLE drafts DROP COLUMN answers;
ALTER TABLE drafts ADD COLUMN language TEXT; -- BCP 47, chosen at the start

-- What was saved on which version: a save that is sent again is the same save.
CREATE TABLE draft_saves (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    question TEXT NOT NULL,
    written_on INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (proposal_id, question, written_on, fingerprint)
) STRICT;

-- An answer written while somebody else saved another: kept beside theirs until people choose.
CREATE TABLE draft_besides (
    id TEXT NOT NULL PRIMARY KEY,
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    question TEXT NOT NULL,
    value TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    written_on INTEGER NOT NULL,
    kept_at TEXT NOT NULL,
    kept_by TEXT NOT NULL,
    UNIQUE (proposal_id, question, fingerprint)
) STRICT;

-- Who is where in a draft.
CREATE TABLE draft_presence (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    section TEXT NOT NULL,
    question TEXT NOT NULL,             -- empty between fields
    seen_at TEXT NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
) STRICT;
