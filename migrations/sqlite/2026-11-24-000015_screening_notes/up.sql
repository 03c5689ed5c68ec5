-- What the people who screen a file write to each other about it. Its applicant is never shown any of it.
CREATE TABLE screening_notes (
    id TEXT NOT NULL PRIMARY KEY,
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    round INTEGER NOT NULL,             -- the screening it belongs to: 1, or 2 for the blind second one
    author_id TEXT NOT NULL REFERENCES persons (id),
    content TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;
CREATE INDEX screening_notes_by_proposal ON screening_notes (proposal_id, written_at);

-- Answers to points of a clarification while they are being written: nobody of the facility sees them.
CREATE TABLE clarification_answers (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    request INTEGER NOT NULL,           -- which request of the file, from 0
    point INTEGER NOT NULL,             -- which point of the request, from 0
    content TEXT NOT NULL,
    saved_by TEXT NOT NULL REFERENCES persons (id),
    saved_at TEXT NOT NULL,
    PRIMARY KEY (proposal_id, request, point)
) STRICT;
