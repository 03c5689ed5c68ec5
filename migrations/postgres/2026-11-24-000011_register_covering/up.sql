-- The register: what lists are filtered by stands in the indexes they are walked along, so that lines which do not fit are
-- passed over in the index, where a thousand lie side by side, and not looked up one by one in the table.
DROP INDEX organisations_by_sort_name;
CREATE INDEX organisations_by_sort_name ON organisations (sort_name, id) INCLUDE (status, country, kind, complete, verified_until, registered_at) WHERE merged_into IS NULL;
DROP INDEX organisations_by_country;
CREATE INDEX organisations_by_country ON organisations (country, sort_name, id) INCLUDE (status, kind, complete, verified_until, registered_at) WHERE merged_into IS NULL;
DROP INDEX organisations_by_kind;
CREATE INDEX organisations_by_kind ON organisations (kind, sort_name, id) INCLUDE (status, country, complete, verified_until, registered_at) WHERE merged_into IS NULL;
DROP INDEX organisations_by_complete;
CREATE INDEX organisations_by_complete ON organisations (complete, sort_name, id) INCLUDE (status, country, kind, verified_until, registered_at) WHERE merged_into IS NULL;
DROP INDEX organisations_by_flagged;
CREATE INDEX organisations_by_flagged ON organisations (flagged, sort_name, id) INCLUDE (status, country, kind, complete, verified_until, registered_at) WHERE merged_into IS NULL;
DROP INDEX organisations_by_listed;
CREATE INDEX organisations_by_listed ON organisations (listed, sort_name, id) INCLUDE (status, country, kind, complete, verified_until, registered_at) WHERE merged_into IS NULL;
DROP INDEX organisations_by_registered_at;
CREATE INDEX organisations_by_registered_at ON organisations (registered_at, id) INCLUDE (status, country, kind, complete, verified_until) WHERE merged_into IS NULL;
DROP INDEX organisations_by_status;
CREATE INDEX organisations_by_status ON organisations (status, sort_name, id) INCLUDE (country, kind, complete, verified_until, registered_at);
