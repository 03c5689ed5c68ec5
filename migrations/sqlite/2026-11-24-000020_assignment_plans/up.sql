-- A planned assignment while its officer looks at it and changes it by hand.
CREATE TABLE assignment_plans (
    call_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES persons (id),
    plan TEXT NOT NULL,                 -- JSON: file, evaluators to add, those chosen by hand
    made_at TEXT NOT NULL,
    PRIMARY KEY (call_id, person_id)
) STRICT;
