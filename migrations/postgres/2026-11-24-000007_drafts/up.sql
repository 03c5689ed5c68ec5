-- Answers of a draft are kept one by one, so that two people never write over each other. The draft keeps the count of
-- saves; each answer knows at which of them it was last changed.
CREATE TABLE draft_answers (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    question TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,                -- JSON; null when it was taken back
    version BIGINT NOT NULL,           -- of the draft, after the save
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by UUID NOT NULL,
    PRIMARY KEY (proposal_id, question)
);

INSERT INTO draft_answers (proposal_id, question, value, version, saved_at, saved_by)
SELECT d.proposal_id, a.key, a.value::text, d.version, d.saved_at, d.saved_by
FROM drafts d, json_each(d.answers::json) a;

ALTER TABLE drafts DROP COLUMN answers;
ALTER TABLE drafts ADD COLUMN language TEXT COLLATE "C"; -- BCP 47, chosen at the start

-- What was saved on which version: a save that is sent again is the same save.
CREATE TABLE draft_saves (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    question TEXT COLLATE "C" NOT NULL,
    written_on BIGINT NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (proposal_id, question, written_on, fingerprint)
);

-- An answer written while somebody else saved another: kept beside theirs until people choose.
CREATE TABLE draft_besides (
    id UUID NOT NULL PRIMARY KEY,
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    question TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    written_on BIGINT NOT NULL,
    kept_at TIMESTAMPTZ NOT NULL,
    kept_by UUID NOT NULL,
    UNIQUE (proposal_id, question, fingerprint)
);

-- Who is where in a draft.
CREATE TABLE draft_presence (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    section TEXT COLLATE "C" NOT NULL,
    question TEXT COLLATE "C" NOT NULL,             -- empty between fields
    seen_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
);
