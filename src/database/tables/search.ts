/** The search index over the bookings, and what in it is no longer true. */
export const search = `
-- Folded words, their sound, dates and digits of each booking, as src/bookings/search-tokens.ts makes them; the row's
-- id is the booking's. It keeps no text and no positions.
CREATE VIRTUAL TABLE booking_search USING fts5(
  tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '3 4');

-- How many bookings have a token.
CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(booking_search, row);

-- Bookings that have come, gone or changed since their row in the index was written.
CREATE TABLE search_pending (booking_id INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER search_added AFTER INSERT ON booking WHEN (SELECT open FROM bulk_gate) = 0 BEGIN
  INSERT INTO search_pending SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM search_pending WHERE booking_id = NEW.id);
END;
CREATE TRIGGER search_edited AFTER UPDATE OF reference, external_id, given_name, family_name, birth_date, email,
  phone, postal_code, city ON booking BEGIN
  INSERT INTO search_pending SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM search_pending WHERE booking_id = NEW.id);
END;
CREATE TRIGGER search_removed AFTER DELETE ON booking BEGIN
  INSERT INTO search_pending SELECT OLD.id WHERE NOT EXISTS (SELECT 1 FROM search_pending WHERE booking_id = OLD.id);
END;
`;
