-- Due diligence: the whole profile, flags with levels, sanctions lists and matches, suspected duplicates.

-- What an organisation says of itself is one text; the columns beside it are for lists and searches.
ALTER TABLE organisations ADD COLUMN profile TEXT NOT NULL DEFAULT '{}';
UPDATE organisations SET profile = json_build_object(
    'legal_name', legal_name, 'original_name', original_name, 'acronym', acronym, 'country', country, 'kind', kind,
    'registration_number', registration_number, 'registered_on', registered_on, 'website', website, 'email', email,
    'address', address,
    'annual_budget', CASE WHEN annual_budget_minor IS NULL THEN NULL
        ELSE json_build_object('minor', annual_budget_minor, 'currency', currency) END,
    'officers', officers::json, 'declarations', declarations
)::text;
ALTER TABLE organisations DROP COLUMN website;
ALTER TABLE organisations DROP COLUMN email;
ALTER TABLE organisations DROP COLUMN address;
ALTER TABLE organisations DROP COLUMN officers;
ALTER TABLE organisations DROP COLUMN declarations;
ALTER TABLE organisations DROP COLUMN annual_budget_minor;
ALTER TABLE organisations DROP COLUMN currency;

-- 1 when nothing is missing of the registration.
ALTER TABLE organisations ADD COLUMN complete BOOLEAN NOT NULL DEFAULT FALSE;
-- The legal name as it is sorted by.
ALTER TABLE organisations ADD COLUMN sort_name TEXT COLLATE "C" NOT NULL DEFAULT '';
-- What tells duplicates: the registration number, the website's host and the bank account's digest.
ALTER TABLE organisations ADD COLUMN number_key TEXT COLLATE "C";
ALTER TABLE organisations ADD COLUMN web_domain TEXT COLLATE "C";
ALTER TABLE organisations ADD COLUMN bank_digest BYTEA;
ALTER TABLE organisations ADD COLUMN merged_into UUID;
UPDATE organisations SET
    sort_name = lower(legal_name),
    number_key = upper(replace(replace(replace(replace(registration_number, ' ', ''), '-', ''), '/', ''), '.', ''));

-- One number may be claimed twice: that is a suspicion to be looked at, not an error to lock somebody out with.
DROP INDEX organisations_by_registration;
CREATE INDEX organisations_by_number_key ON organisations (country, number_key);
CREATE INDEX organisations_by_web_domain ON organisations (web_domain);
CREATE INDEX organisations_by_bank_digest ON organisations (bank_digest);
CREATE INDEX organisations_by_sort_name ON organisations (sort_name, id);
CREATE INDEX organisations_by_status ON organisations (status, id);
CREATE INDEX organisations_by_verified_until ON organisations (verified_until, id);
CREATE INDEX organisations_by_merged_into ON organisations (merged_into);

-- Officers whose day of birth is known: the same person in two organisations is a suspicion.
CREATE TABLE organisation_officers (
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    position INTEGER NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    born_on DATE NOT NULL,
    PRIMARY KEY (organisation_id, position)
);
CREATE INDEX organisation_officers_by_person ON organisation_officers (born_on, name_key);

CREATE TABLE organisation_flags (
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    level TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C" NOT NULL,
    until DATE,                          -- last day it holds
    set_by UUID NOT NULL,                -- who set the level it has now
    set_at TIMESTAMPTZ NOT NULL,
    raised_at TIMESTAMPTZ NOT NULL,
    lifted BOOLEAN NOT NULL,
    PRIMARY KEY (organisation_id, number)
);
CREATE INDEX organisation_flags_held ON organisation_flags (level, organisation_id) WHERE NOT lifted;

-- Flags of the time when there was one level.
INSERT INTO organisation_flags (organisation_id, number, level, category, until, set_by, set_at, raised_at, lifted)
SELECT raised.case_id, row_number() OVER (PARTITION BY raised.case_id ORDER BY raised.seq), 'red', 'other', NULL,
    raised.actor, raised.at, raised.at,
    EXISTS (SELECT 1 FROM events lifted WHERE lifted.case_id = raised.case_id AND lifted.kind = 'red_flag_lifted' AND lifted.seq > raised.seq)
FROM events raised WHERE raised.kind = 'red_flag_raised';
ALTER TABLE organisations DROP COLUMN red_flag;

-- Sanctions lists: every version that was read; entries are kept once.
CREATE TABLE sanctions_lists (
    id UUID NOT NULL PRIMARY KEY,
    digest BYTEA NOT NULL UNIQUE,         -- SHA-256 of the file
    generated_on DATE,                   -- as the list says
    imported_at TIMESTAMPTZ NOT NULL,
    imported_by UUID,                    -- person, or NULL from the command line
    individuals INTEGER NOT NULL,
    entities INTEGER NOT NULL,
    notes TEXT NOT NULL                 -- JSON: what was odd in the file
);

CREATE TABLE sanctions_entries (
    digest BYTEA NOT NULL PRIMARY KEY,
    reference TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,                  -- individual | entity
    content TEXT NOT NULL               -- canonical JSON, what the digest is of
);
CREATE INDEX sanctions_entries_by_reference ON sanctions_entries (reference);

CREATE TABLE sanctions_list_entries (
    list_id UUID NOT NULL REFERENCES sanctions_lists (id),
    position INTEGER NOT NULL,
    digest BYTEA NOT NULL REFERENCES sanctions_entries (digest),
    PRIMARY KEY (list_id, position)
);

CREATE TABLE sanctions_matches (
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    reference TEXT COLLATE "C" NOT NULL,
    entry_digest BYTEA NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,               -- legal_name | original_name | other_name | officer
    name_digest BYTEA NOT NULL,
    score INTEGER NOT NULL,                 -- thousandths
    status TEXT COLLATE "C" NOT NULL,                -- open | confirmed | dismissed | ended
    found_at TIMESTAMPTZ NOT NULL,
    decided_by UUID,
    PRIMARY KEY (organisation_id, number)
);
CREATE INDEX sanctions_matches_by_status ON sanctions_matches (status, organisation_id, number);

-- Screening of the whole register against a list, and how far it has come.
CREATE TABLE screening_runs (
    id UUID NOT NULL PRIMARY KEY,
    list_id UUID NOT NULL REFERENCES sanctions_lists (id),
    started_at TIMESTAMPTZ NOT NULL,
    after_id UUID,                       -- the last organisation looked at
    total INTEGER NOT NULL,
    done INTEGER NOT NULL,
    found INTEGER NOT NULL,                 -- new matches
    finished_at TIMESTAMPTZ
);

-- Two organisations that may be one; the first id is the smaller.
CREATE TABLE duplicate_suspicions (
    first_id UUID NOT NULL REFERENCES organisations (id),
    second_id UUID NOT NULL REFERENCES organisations (id),
    evidence TEXT NOT NULL,             -- JSON
    found_at TIMESTAMPTZ NOT NULL,
    dismissed BOOLEAN NOT NULL,
    PRIMARY KEY (first_id, second_id)
);
CREATE INDEX duplicate_suspicions_by_second ON duplicate_suspicions (second_id);
CREATE INDEX duplicate_suspicions_open ON duplicate_suspicions (dismissed, first_id, second_id);
