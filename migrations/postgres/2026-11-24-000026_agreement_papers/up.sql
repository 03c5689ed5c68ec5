-- The PDF of an agreement is kept as it was sent, since it is signed: its digest stands in the record. Other letters have none;
-- theirs follows from the sheet.
ALTER TABLE sent_letters ADD COLUMN pdf BYTEA;
