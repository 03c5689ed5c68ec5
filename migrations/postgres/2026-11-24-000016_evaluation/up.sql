-- Evaluators may be asked to declare their interests before anything is assigned.
ALTER TABLE proposals ADD COLUMN declarable BOOLEAN NOT NULL DEFAULT FALSE;

-- Who brought a conflict on record: declared | found | set.
ALTER TABLE conflicts ADD COLUMN origin TEXT COLLATE "C" NOT NULL DEFAULT 'declared';

-- What the system found that speaks for a conflict, until the secretariat has settled it.
CREATE TABLE suspected_conflicts (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
);
CREATE INDEX suspected_conflicts_by_person ON suspected_conflicts (person_id);

ALTER TABLE assignments ADD COLUMN recommendation TEXT COLLATE "C";      -- fund | fund_with_conditions | do_not_fund
ALTER TABLE assignments ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0; -- how often scores were opened again

-- Scores that count, question by question: what rankings and calibration are computed from.
CREATE TABLE scores (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    question TEXT COLLATE "C" NOT NULL,
    points BIGINT NOT NULL,             -- thousandths of a point, not weighted
    PRIMARY KEY (proposal_id, person_id, question)
);
INSERT INTO scores (proposal_id, person_id, question, points)
SELECT a.proposal_id, a.person_id, s.key, s.value::BIGINT
FROM assignments a
JOIN events e ON e.case_id = a.proposal_id AND e.actor = a.person_id AND e.kind = 'evaluation.scores_submitted'
CROSS JOIN LATERAL jsonb_each_text((e.payload::JSONB) -> 'scores') s
WHERE a.status = 'scored' AND NOT EXISTS (
    SELECT 1 FROM events later WHERE later.case_id = e.case_id AND later.actor = e.actor
    AND later.kind = 'evaluation.scores_submitted' AND later.seq > e.seq
);
