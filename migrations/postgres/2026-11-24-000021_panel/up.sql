-- Whether an item is open for votes: one at a time where members sit together.
ALTER TABLE proposals ADD COLUMN voting_open BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE proposals SET voting_open = TRUE
WHERE stage_kind = 'selection' AND status = 'on_agenda' AND (
    SELECT e.kind FROM events e
    WHERE e.case_id = proposals.id AND e.kind IN ('selection.voting_opened', 'selection.voting_closed')
    ORDER BY e.seq DESC LIMIT 1
) = 'selection.voting_opened';
CREATE INDEX proposals_open ON proposals (call_id) WHERE voting_open;

-- Ballots with points, and with a place among several.
ALTER TABLE ballots ADD COLUMN points BIGINT;
ALTER TABLE ballots ADD COLUMN place INTEGER;
ALTER TABLE ballots ADD COLUMN places INTEGER;

-- The box of a secret vote: one row a file, written whole with every ballot, in the order of the receipts. Who voted
-- stands in the record, without what they voted; what was voted stands here, without who and without when.
CREATE TABLE ballot_boxes (
    proposal_id UUID NOT NULL PRIMARY KEY REFERENCES proposals (id),
    round INTEGER NOT NULL,             -- which vote on the file
    held TEXT COLLATE "C" NOT NULL      -- JSON: receipts (SHA-256) and ballots
);
