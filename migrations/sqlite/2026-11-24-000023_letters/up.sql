-- Letters about decisions: which were checked, when they are to be sent, and what was sent.

-- What was checked is the text of a letter, by its SHA-256: once the text changes, the check no longer holds.
CREATE TABLE letter_checks (
    proposal_id TEXT PRIMARY KEY NOT NULL REFERENCES proposals (id),
    digest BLOB NOT NULL,
    checked_by TEXT NOT NULL REFERENCES persons (id),
    checked_at TEXT NOT NULL
) STRICT;

-- The moment set for the letters of a call, as long as it is to come.
CREATE TABLE letter_releases (
    call_id TEXT PRIMARY KEY NOT NULL REFERENCES calls (id),
    release_at TEXT NOT NULL,
    release_by TEXT NOT NULL REFERENCES persons (id)
) STRICT;
CREATE INDEX letter_releases_by_moment ON letter_releases (release_at);

-- Letters as they were sent; the PDF follows from the sheet.
CREATE TABLE sent_letters (
    id TEXT PRIMARY KEY NOT NULL,
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    -- Which letter of the call.
    letter TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    -- What stands on paper, as JSON.
    sheet TEXT NOT NULL,
    sent_at TEXT NOT NULL
) STRICT;
CREATE INDEX sent_letters_by_proposal ON sent_letters (proposal_id, sent_at);

-- The letter a mail brings, attached as PDF.
ALTER TABLE outbox ADD COLUMN letter_id TEXT REFERENCES sent_letters (id);
