-- The register: search in any script, lists in two orders, and the views people keep.

-- Every run of one, two and three letters of an organisation's names (see store::register::grams). The index holds no
-- text of its own: it is for finding, and what is found is compared with organisations.search_text.
CREATE VIRTUAL TABLE organisation_search_grams USING fts5 (
    grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
-- Rows of the index have numbers; numbers of rows that are not declared may change when a file is compacted.
CREATE TABLE organisation_search (
    number INTEGER PRIMARY KEY,
    organisation_id TEXT NOT NULL UNIQUE REFERENCES organisations (id)
) STRICT;

-- What an organisation says of itself is long, and no list reads it: rows that are short are read many at a time.
CREATE TABLE organisation_profiles (
    organisation_id TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    profile TEXT NOT NULL                -- JSON
) STRICT;
INSERT INTO organisation_profiles (organisation_id, profile) SELECT id, profile FROM organisations;
ALTER TABLE organisations DROP COLUMN profile;

-- Whether a flag has not been lifted, and whether a match with a sanctions list is open or confirmed: lists of these few are
-- read in order like any other.
ALTER TABLE organisations ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organisations ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
UPDATE organisations SET
    flagged = EXISTS (SELECT 1 FROM organisation_flags f WHERE f.organisation_id = organisations.id AND f.lifted = 0),
    listed = EXISTS (SELECT 1 FROM sanctions_matches m WHERE m.organisation_id = organisations.id AND m.status IN ('open', 'confirmed'));

-- One index for each filter and order in which pages are read. Lists leave out those merged into others, unless they are
-- asked for by status.
DROP INDEX organisations_by_country;
DROP INDEX organisations_by_status;
DROP INDEX organisations_by_registered_at;
DROP INDEX organisations_by_sort_name;
DROP INDEX organisations_by_merged_into;
CREATE INDEX organisations_by_sort_name ON organisations (sort_name, id) WHERE merged_into IS NULL;
CREATE INDEX organisations_by_country ON organisations (country, sort_name, id) WHERE merged_into IS NULL;
CREATE INDEX organisations_by_kind ON organisations (kind, sort_name, id) WHERE merged_into IS NULL;
CREATE INDEX organisations_by_complete ON organisations (complete, sort_name, id) WHERE merged_into IS NULL;
CREATE INDEX organisations_by_registered_at ON organisations (registered_at, id) WHERE merged_into IS NULL;
CREATE INDEX organisations_by_flagged ON organisations (flagged, sort_name, id) WHERE merged_into IS NULL;
CREATE INDEX organisations_by_listed ON organisations (listed, sort_name, id) WHERE merged_into IS NULL;
CREATE INDEX organisations_by_status ON organisations (status, sort_name, id);
CREATE INDEX organisations_by_merged_into ON organisations (merged_into) WHERE merged_into IS NOT NULL;

-- Letters that have no mark to take away are found by their plain neighbours; proposals are found like organisations.
UPDATE proposals SET search_text = replace(replace(replace(replace(replace(replace(replace(search_text,
    'ø', 'o'), 'ł', 'l'), 'đ', 'd'), 'ı', 'i'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');
UPDATE organisation_officers SET name_key = replace(replace(replace(replace(replace(replace(replace(name_key,
    'ø', 'o'), 'ł', 'l'), 'đ', 'd'), 'ı', 'i'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');

-- Searches and filters somebody comes back to.
CREATE TABLE saved_views (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    room TEXT NOT NULL,                  -- register
    name TEXT NOT NULL,
    query TEXT NOT NULL,                 -- as in the address of the page
    standard INTEGER NOT NULL,           -- 1 when the room opens with it
    created_at TEXT NOT NULL,
    UNIQUE (person_id, room, name)
) STRICT;
