-- The register: what lists are filtered by stands in the indexes they are walked along, so that lines which do not fit are
-- passed over in the index, where a thousand lie side by side, and not looked up one by one in the table.
-- merged_into stands at their end because SQLite reads it even where the index is only of those that have none.
DROP INDEX organisations_by_sort_name;
CREATE INDEX organisations_by_sort_name ON organisations (sort_name, id, status, country, kind, complete, verified_until, registered_at, merged_into) WHERE merged_into IS NULL;
DROP INDEX organisations_by_country;
CREATE INDEX organisations_by_country ON organisations (country, sort_name, id, status, kind, complete, verified_until, registered_at, merged_into) WHERE merged_into IS NULL;
DROP INDEX organisations_by_kind;
CREATE INDEX organisations_by_kind ON organisations (kind, sort_name, id, status, country, complete, verified_until, registered_at, merged_into) WHERE merged_into IS NULL;
DROP INDEX organisations_by_complete;
CREATE INDEX organisations_by_complete ON organisations (complete, sort_name, id, status, country, kind, verified_until, registered_at, merged_into) WHERE merged_into IS NULL;
DROP INDEX organisations_by_flagged;
CREATE INDEX organisations_by_flagged ON organisations (flagged, sort_name, id, status, country, kind, complete, verified_until, registered_at, merged_into) WHERE merged_into IS NULL;
DROP INDEX organisations_by_listed;
CREATE INDEX organisations_by_listed ON organisations (listed, sort_name, id, status, country, kind, complete, verified_until, registered_at, merged_into) WHERE merged_into IS NULL;
DROP INDEX organisations_by_registered_at;
CREATE INDEX organisations_by_registered_at ON organisations (registered_at, id, status, country, kind, complete, verified_until, merged_into) WHERE merged_into IS NULL;
DROP INDEX organisations_by_status;
CREATE INDEX organisations_by_status ON organisations (status, sort_name, id, country, kind, complete, verified_until, registered_at);
