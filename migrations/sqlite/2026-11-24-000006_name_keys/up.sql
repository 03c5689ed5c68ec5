-- Words by which organisations with nearly equal names are found in a country, without reading all of them. Organisations
-- from before have none yet; the server gives them theirs.
CREATE TABLE organisation_name_keys (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    country TEXT NOT NULL,
    name_key TEXT NOT NULL,
    PRIMARY KEY (country, name_key, organisation_id)
) STRICT;
CREATE INDEX organisation_name_keys_by_organisation ON organisation_name_keys (organisation_id);
