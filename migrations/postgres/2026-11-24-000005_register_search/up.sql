-- The register: search in any script, lists in two orders, and the views people keep.

-- Every run of one, two and three letters of an organisation's names (see store::register::grams). Made by the program, so
-- that no extension is needed, both databases find the same, and words of two Chinese letters are found by the index.
CREATE TABLE organisation_search (
    organisation_id UUID NOT NULL PRIMARY KEY REFERENCES organisations (id),
    grams TEXT[] COLLATE "C" NOT NULL
);
-- Without a list of pending entries, which every search would read through.
CREATE INDEX organisation_search_by_gram ON organisation_search USING gin (grams) WITH (fastupdate = off);

-- What an organisation says of itself is long, and no list reads it: rows that are short are read many at a time.
CREATE TABLE organisation_profiles (
    organisation_id UUID NOT NULL PRIMARY KEY REFERENCES organisations (id),
    profile TEXT NOT NULL                -- JSON
);
INSERT INTO organisation_profiles (organisation_id, profile) SELECT id, profile FROM organisations;
ALTER TABLE organisations DROP COLUMN profile;

-- Whether a flag has not been lifted, and whether a match with a sanctions list is open or confirmed: lists of these few are
-- read in order like any other.
ALTER TABLE organisations ADD COLUMN flagged BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE organisations ADD COLUMN listed BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE organisations SET
    flagged = EXISTS (SELECT 1 FROM organisation_flags f WHERE f.organisation_id = organisations.id AND NOT f.lifted),
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
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES persons (id),
    room TEXT COLLATE "C" NOT NULL,      -- register
    name TEXT COLLATE "C" NOT NULL,
    query TEXT NOT NULL,                 -- as in the address of the page
    standard BOOLEAN NOT NULL,           -- true when the room opens with it
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (person_id, room, name)
);
