-- A planned assignment while its officer looks at it and changes it by hand.
CREATE TABLE assignment_plans (
    call_id UUID NOT NULL,
    person_id UUID NOT NULL REFERENCES persons (id),
    plan TEXT COLLATE "C" NOT NULL,     -- JSON: file, evaluators to add, those chosen by hand
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (call_id, person_id)
);
