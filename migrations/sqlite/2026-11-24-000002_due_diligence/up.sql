-- Due diligence: the whole profile, flags with levels, sanctions lists and matches, suspected duplicates.

-- What an organisation says of itself is one text; the columns beside it are for lists and searches.
ALTER TABLE organisations ADD COLUMN profile TEXT NOT NULL DEFAULT '{}';
UPDATE organisations SET profile = json_object(
    'legal_name', legal_name, 'original_name', original_name, 'acronym', acronym, 'country', country, 'kind', kind,
    'registration_number', registration_number, 'registered_on', registered_on, 'website', website, 'email', email,
    'address', address,
    'annual_budget', CASE WHEN annual_budget_minor IS NULL THEN NULL
        ELSE json_object('minor', annual_budget_minor, 'currency', currency) END,
    'officers', json(officers), 'declarations', json(CASE declarations WHEN 1 THEN 'true' ELSE 'false' END)
);
ALTER TABLE organisations DROP COLUMN website;
ALTER TABLE organisations DROP COLUMN email;
ALTER TABLE organisations DROP COLUMN address;
ALTER TABLE organisations DROP COLUMN officers;
ALTER TABLE organisations DROP COLUMN declarations;
ALTER TABLE organisations DROP COLUMN annual_budget_minor;
ALTER TABLE organisations DROP COLUMN currency;

-- 1 when nothing is missing of the registration.
ALTER TABLE organisations ADD COLUMN complete INTEGER NOT NULL DEFAULT 0;
-- The legal name as it is sorted by.
ALTER TABLE organisations ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
-- What tells duplicates: the registration number, the website's host and the bank account's digest.
ALTER TABLE organisations ADD COLUMN number_key TEXT;
ALTER TABLE organisations ADD COLUMN web_domain TEXT;
ALTER TABLE organisations ADD COLUMN bank_digest BLOB;
ALTER TABLE organisations ADD COLUMN merged_into TEXT;
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
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    position INTEGER NOT NULL,
    name_key TEXT NOT NULL,
    born_on TEXT NOT NULL,
    PRIMARY KEY (organisation_id, position)
) STRICT;
CREATE INDEX organisation_officers_by_person ON organisation_officers (born_on, name_key);

CREATE TABLE organisation_flags (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    level TEXT NOT NULL,
    category TEXT NOT NULL,
    until TEXT,                          -- last day it holds
    set_by TEXT NOT NULL,                -- who set the level it has now
    set_at TEXT NOT NULL,
    raised_at TEXT NOT NULL,
    lifted INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, number)
) STRICT;
CREATE INDEX organisation_flags_held ON organisation_flags (level, organisation_id) WHERE lifted = 0;

-- Flags of the time when there was one level.
INSERT INTO organisation_flags (organisation_id, number, level, category, until, set_by, set_at, raised_at, lifted)
SELECT raised.case_id, row_number() OVER (PARTITION BY raised.case_id ORDER BY raised.seq), 'red', 'other', NULL,
    raised.actor, raised.at, raised.at,
    EXISTS (SELECT 1 FROM events lifted WHERE lifted.case_id = raised.case_id AND lifted.kind = 'red_flag_lifted' AND lifted.seq > raised.seq)
FROM events raised WHERE raised.kind = 'red_flag_raised';
ALTER TABLE organisations DROP COLUMN red_flag;

-- Sanctions lists: every version that was read; entries are kept once.
CREATE TABLE sanctions_lists (
    id TEXT NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,         -- SHA-256 of the file
    generated_on TEXT,                   -- as the list says
    imported_at TEXT NOT NULL,
    imported_by TEXT,                    -- person, or NULL from the command line
    individuals INTEGER NOT NULL,
    entities INTEGER NOT NULL,
    notes TEXT NOT NULL                 -- JSON: what was odd in the file
) STRICT;

CREATE TABLE sanctions_entries (
    digest BLOB NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL,
    kind TEXT NOT NULL,                  -- individual | entity
    content TEXT NOT NULL               -- canonical JSON, what the digest is of
) STRICT;
CREATE INDEX sanctions_entries_by_reference ON sanctions_entries (reference);

CREATE TABLE sanctions_list_entries (
    list_id TEXT NOT NULL REFERENCES sanctions_lists (id),
    position INTEGER NOT NULL,
    digest BLOB NOT NULL REFERENCES sanctions_entries (digest),
    PRIMARY KEY (list_id, position)
) STRICT;

CREATE TABLE sanctions_matches (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    reference TEXT NOT NULL,
    entry_digest BLOB NOT NULL,
    subject TEXT NOT NULL,               -- legal_name | original_name | other_name | officer
    name_digest BLOB NOT NULL,
    score INTEGER NOT NULL,                 -- thousandths
    status TEXT NOT NULL,                -- open | confirmed | dismissed | ended
    found_at TEXT NOT NULL,
    decided_by TEXT,
    PRIMARY KEY (organisation_id, number)
) STRICT;
CREATE INDEX sanctions_matches_by_status ON sanctions_matches (status, organisation_id, number);

-- Screening of the whole register against a list, and how far it has come.
CREATE TABLE screening_runs (
    id TEXT NOT NULL PRIMARY KEY,
    list_id TEXT NOT NULL REFERENCES sanctions_lists (id),
    started_at TEXT NOT NULL,
    after_id TEXT,                       -- the last organisation looked at
    total INTEGER NOT NULL,
    done INTEGER NOT NULL,
    found INTEGER NOT NULL,                 -- new matches
    finished_at TEXT
) STRICT;

-- Two organisations that may be one; the first id is the smaller.
CREATE TABLE duplicate_suspicions (
    first_id TEXT NOT NULL REFERENCES organisations (id),
    second_id TEXT NOT NULL REFERENCES organisations (id),
    evidence TEXT NOT NULL,             -- JSON
    found_at TEXT NOT NULL,
    dismissed INTEGER NOT NULL,
    PRIMARY KEY (first_id, second_id)
) STRICT;
CREATE INDEX duplicate_suspicions_by_second ON duplicate_suspicions (second_id);
CREATE INDEX duplicate_suspicions_open ON duplicate_suspicions (dismissed, first_id, second_id);
