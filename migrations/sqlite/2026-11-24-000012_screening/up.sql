-- A file may be screened twice, the second time by somebody who does not see the first record.
CREATE TABLE screening_verdicts_by_round (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    round INTEGER NOT NULL,             -- 1, or 2 for the second screening
    criterion TEXT NOT NULL,
    outcome TEXT NOT NULL,              -- pass | fail | clarification | not_applicable
    reason_code TEXT,                   -- one of the criterion's reasons
    reason TEXT,                        -- digest of the reason in words
    by_person TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (proposal_id, round, criterion)
) STRICT;
INSERT INTO screening_verdicts_by_round (proposal_id, round, criterion, outcome, reason, by_person, at)
SELECT proposal_id, 1, criterion, outcome, reason, by_person, at FROM screening_verdicts;
DROP TABLE screening_verdicts;
ALTER TABLE screening_verdicts_by_round RENAME TO screening_verdicts;
