-- Letters about decisions: which were checked, when they are to be sent, and what was sent.

-- What was checked is the text of a letter, by its SHA-256: once the text changes, the check no longer holds.
CREATE TABLE letter_checks (
    proposal_id UUID PRIMARY KEY NOT NULL REFERENCES proposals (id),
    digest BYTEA NOT NULL,
    checked_by UUID NOT NULL REFERENCES persons (id),
    checked_at TIMESTAMPTZ NOT NULL
);

-- The moment set for the letters of a call, as long as it is to come.
CREATE TABLE letter_releases (
    call_id UUID PRIMARY KEY NOT NULL REFERENCES calls (id),
    release_at TIMESTAMPTZ NOT NULL,
    release_by UUID NOT NULL REFERENCES persons (id)
);
CREATE INDEX letter_releases_by_moment ON letter_releases (release_at);

-- Letters as they were sent; the PDF follows from the sheet.
CREATE TABLE sent_letters (
    id UUID PRIMARY KEY NOT NULL,
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    -- Which letter of the call.
    letter TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    -- What stands on paper, as JSON.
    sheet TEXT COLLATE "C" NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sent_letters_by_proposal ON sent_letters (proposal_id, sent_at);

-- The letter a mail brings, attached as PDF.
ALTER TABLE outbox ADD COLUMN letter_id UUID REFERENCES sent_letters (id);
