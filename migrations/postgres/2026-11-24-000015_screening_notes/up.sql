-- What the people who screen a file write to each other about it. Its applicant is never shown any of it.
CREATE TABLE screening_notes (
    id UUID NOT NULL PRIMARY KEY,
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    round INTEGER NOT NULL,             -- the screening it belongs to: 1, or 2 for the blind second one
    author_id UUID NOT NULL REFERENCES persons (id),
    content TEXT COLLATE "C" NOT NULL,
    written_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX screening_notes_by_proposal ON screening_notes (proposal_id, written_at);

-- Answers to points of a clarification while they are being written: nobody of the facility sees them.
CREATE TABLE clarification_answers (
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    request INTEGER NOT NULL,           -- which request of the file, from 0
    point INTEGER NOT NULL,             -- which point of the request, from 0
    content TEXT COLLATE "C" NOT NULL,
    saved_by UUID NOT NULL REFERENCES persons (id),
    saved_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (proposal_id, request, point)
);
