-- The days on which a seat on a panel is held (UTC); both are days of the term.
ALTER TABLE role_assignments ADD COLUMN sits_from TEXT;
ALTER TABLE role_assignments ADD COLUMN sits_until TEXT;
