-- Evaluators may be asked to declare their interests before anything is assigned.
ALTER TABLE proposals ADD COLUMN declarable INTEGER NOT NULL DEFAULT 0 CHECK (declarable IN (0, 1));

-- Who brought a conflict on record: declared | found | set.
ALTER TABLE conflicts ADD COLUMN origin TEXT NOT NULL DEFAULT 'declared';

-- What the system found that speaks for a conflict, until the secretariat has settled it.
CREATE TABLE suspected_conflicts (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    at TEXT NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
) STRICT;
CREATE INDEX suspected_conflicts_by_person ON suspected_conflicts (person_id);

ALTER TABLE assignments ADD COLUMN recommendation TEXT;      -- fund | fund_with_conditions | do_not_fund
ALTER TABLE assignments ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0; -- how often scores were opened again

-- Scores that count, question by question: what rankings and calibration are computed from.
CREATE TABLE scores (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    question TEXT NOT NULL,
    points INTEGER NOT NULL,            -- thousandths of a point, not weighted
    PRIMARY KEY (proposal_id, person_id, question)
) STRICT;
INSERT INTO scores (proposal_id, person_id, question, points)
SELECT a.proposal_id, a.person_id, s.key, s.value
FROM assignments a
JOIN events e ON e.case_id = a.proposal_id AND e.actor = a.person_id AND e.kind = 'evaluation.scores_submitted'
JOIN json_each(e.payload, '$.scores') s
WHERE a.status = 'scored' AND NOT EXISTS (
    SELECT 1 FROM events later WHERE later.case_id = e.case_id AND later.actor = e.actor
    AND later.kind = 'evaluation.scores_submitted' AND later.seq > e.seq
);
