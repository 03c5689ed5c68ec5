-- Variants of the list under the ceiling that people have saved to talk about. None of them binds.
CREATE TABLE board_variants (
    id TEXT NOT NULL PRIMARY KEY,
    call_id TEXT NOT NULL REFERENCES calls (id),
    author_id TEXT NOT NULL REFERENCES persons (id),
    name TEXT NOT NULL,
    settings TEXT NOT NULL,             -- JSON: the budget line, the rule, weights, quotas
    created_at TEXT NOT NULL,
    UNIQUE (call_id, name)
) STRICT;
