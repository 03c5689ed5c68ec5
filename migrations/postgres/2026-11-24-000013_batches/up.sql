-- Batches of screening: which files are screened together, and when their results are told.

CREATE TABLE batches (
    call_id UUID NOT NULL REFERENCES calls (id),
    number INTEGER NOT NULL,
    -- The place of the screening in the procedure, from 0.
    position INTEGER NOT NULL,
    -- SHA-256 that a lot was drawn with.
    seed BYTEA,
    files INTEGER NOT NULL,
    opened_by UUID REFERENCES persons (id),
    opened_at TIMESTAMPTZ NOT NULL,
    -- The moment set for the release, as long as it is to come.
    release_at TIMESTAMPTZ,
    release_by UUID REFERENCES persons (id),
    -- The last release, and how many applicants were told in all of them.
    released_at TIMESTAMPTZ,
    told INTEGER NOT NULL,
    PRIMARY KEY (call_id, number)
);
CREATE INDEX batches_by_release ON batches (release_at) WHERE release_at IS NOT NULL;

CREATE TABLE batch_files (
    call_id UUID NOT NULL,
    number INTEGER NOT NULL,
    -- Place in the batch, from 1.
    place INTEGER NOT NULL,
    proposal_id UUID NOT NULL REFERENCES proposals (id),
    PRIMARY KEY (call_id, number, place),
    FOREIGN KEY (call_id, number) REFERENCES batches (call_id, number)
);
CREATE INDEX batch_files_by_proposal ON batch_files (proposal_id);
