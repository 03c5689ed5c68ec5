-- Variants of the list under the ceiling that people have saved to talk about. None of them binds.
CREATE TABLE board_variants (
    id UUID NOT NULL PRIMARY KEY,
    call_id UUID NOT NULL REFERENCES calls (id),
    author_id UUID NOT NULL REFERENCES persons (id),
    name TEXT COLLATE "C" NOT NULL,
    settings TEXT COLLATE "C" NOT NULL, -- JSON: the budget line, the rule, weights, quotas
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (call_id, name)
);
