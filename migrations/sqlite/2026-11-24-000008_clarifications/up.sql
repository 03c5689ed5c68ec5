-- Who stands in which application, who follows a call, and calls that let an organisation stand in several applications.

ALTER TABLE proposals ADD COLUMN several INTEGER NOT NULL DEFAULT 0;
DROP INDEX proposals_one_draft_each;
CREATE UNIQUE INDEX proposals_one_draft_each ON proposals (call_id, organisation_id)
    WHERE status <> 'withdrawn' AND NOT several;

-- Organisations that were named to apply together with the lead applicant.
CREATE TABLE co_applicants (
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    agreed INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (proposal_id, organisation_id)
) STRICT;
CREATE INDEX co_applicants_by_organisation ON co_applicants (organisation_id);

-- Every organisation of a submitted application, the lead and those beside it. Where the call takes one application of an
-- organisation the slot is nil, so that a second row cannot be; where it takes several, the slot is the proposal.
CREATE TABLE call_applicants (
    call_id TEXT NOT NULL REFERENCES calls (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    slot TEXT NOT NULL,
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    PRIMARY KEY (call_id, organisation_id, slot)
) STRICT;
CREATE INDEX call_applicants_by_proposal ON call_applicants (proposal_id);
INSERT INTO call_applicants (call_id, organisation_id, slot, proposal_id)
    SELECT call_id, organisation_id, '00000000-0000-0000-0000-000000000000', id FROM proposals
    WHERE number IS NOT NULL AND status <> 'withdrawn';

-- Who is told of answers to questions about a call.
CREATE TABLE call_followers (
    call_id TEXT NOT NULL REFERENCES calls (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    since TEXT NOT NULL,
    PRIMARY KEY (call_id, person_id)
) STRICT;
CREATE INDEX call_followers_by_person ON call_followers (person_id);
