-- What an evaluator notes for themselves about a file. Nobody else is ever shown it.
CREATE TABLE evaluation_notes (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    content TEXT COLLATE "C" NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
);

-- The consensus on a file while its rapporteur writes it.
CREATE TABLE consensus_drafts (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    person_id UUID NOT NULL REFERENCES persons (id),
    content TEXT COLLATE "C" NOT NULL,  -- JSON: the text of the meeting, strengths and weaknesses by section
    saved_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (proposal_id, person_id)
);
