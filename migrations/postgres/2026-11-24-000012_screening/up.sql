-- A file may be screened twice, the second time by somebody who does not see the first record.
ALTER TABLE screening_verdicts
    ADD COLUMN round INTEGER NOT NULL DEFAULT 1,            -- 1, or 2 for the second screening
    ADD COLUMN reason_code TEXT COLLATE "C";                -- one of the criterion's reasons
ALTER TABLE screening_verdicts ALTER COLUMN round DROP DEFAULT;
ALTER TABLE screening_verdicts DROP CONSTRAINT screening_verdicts_pkey;
ALTER TABLE screening_verdicts ADD PRIMARY KEY (proposal_id, round, criterion);
