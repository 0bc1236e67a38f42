/** Bookings, what files said of them, and what is counted of both. */
export const bookings = `
CREATE TABLE booking_import (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  files TEXT NOT NULL,
  -- Of one that is decided and still being stored: the staging file it comes from, and how far it has come.
  token TEXT,
  arrived INTEGER NOT NULL DEFAULT 0,
  revised INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Seats that a decided import holds in slot.booked for bookings still to be stored: nobody else can take them.
CREATE TABLE seat_reserved (
  slot_id INTEGER PRIMARY KEY REFERENCES slot,
  import_id INTEGER NOT NULL REFERENCES booking_import,
  seats INTEGER NOT NULL CHECK (seats > 0),
  promises INTEGER NOT NULL CHECK (promises BETWEEN 0 AND seats)
) STRICT;
-- Open within one transaction of an import: its bookings have their seats already, and what triggers keep of each
-- one else is counted for all of them together (src/bookings/import-store.ts).
CREATE TABLE bulk_gate (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  open INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT;
INSERT INTO bulk_gate VALUES (1, 0);

CREATE TABLE booking (
  id INTEGER PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  slot_id INTEGER NOT NULL REFERENCES slot,
  state TEXT NOT NULL CHECK (state IN ('binding', 'cancelled')),
  channel TEXT NOT NULL CHECK (channel IN ('portal', 'phone', 'onsite')),
  given_name TEXT,
  family_name TEXT,
  birth_date TEXT,
  email TEXT,
  phone TEXT,
  street TEXT,
  postal_code TEXT,
  city TEXT,
  outside_area INTEGER NOT NULL DEFAULT 0 CHECK (outside_area IN (0, 1)),
  external_id TEXT,
  note TEXT,
  booked_at INTEGER,
  -- 1: a promise made elsewhere that had to be taken although no seat was free.
  foreign_promise INTEGER NOT NULL DEFAULT 0 CHECK (foreign_promise IN (0, 1)),
  -- What the portal claims about its confirmation mail; NULL: it claims nothing.
  portal_claim TEXT CHECK (portal_claim IN ('sent', 'not_sent')),
  portal_claim_at INTEGER,
  cancelled_at INTEGER,
  cancel_reason TEXT CHECK (cancel_reason IN ('citizen', 'staff', 'duplicate', 'portal')),
  created_at INTEGER NOT NULL,
  CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL))
) STRICT;
CREATE INDEX booking_slot ON booking (slot_id, state);
CREATE UNIQUE INDEX booking_external ON booking (external_id) WHERE external_id IS NOT NULL;

-- What a file said of a booking: the recognised cells as they stood there, and the other columns as extras.
CREATE TABLE imported_row (
  booking_id INTEGER PRIMARY KEY REFERENCES booking ON DELETE CASCADE,
  import_id INTEGER NOT NULL REFERENCES booking_import,
  -- The layout it came in: which lists are later exports of the same.
  source TEXT NOT NULL,
  line INTEGER NOT NULL,
  -- A hash of what identifies a row that has no number of its own.
  identity BLOB,
  cells TEXT NOT NULL,
  extras TEXT NOT NULL,
  -- The values as the file last said them, where the booking has departed from them; NULL: it has not.
  said TEXT
) STRICT;
CREATE INDEX imported_row_extras ON imported_row (booking_id) WHERE extras <> '{}';
CREATE INDEX imported_row_identity ON imported_row (identity) WHERE identity IS NOT NULL;

-- Kept counts, so that no overview ever scans the bookings.
CREATE TABLE tally (
  kind TEXT NOT NULL CHECK (kind IN ('booking', 'confirmation', 'outside_area', 'duplicate')),
  value TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
INSERT INTO tally VALUES
  ('booking', 'binding', 0), ('booking', 'cancelled', 0), ('outside_area', 'binding', 0),
  ('confirmation', 'missing', 0), ('confirmation', 'queued', 0), ('confirmation', 'accepted', 0),
  ('confirmation', 'delivered', 0), ('confirmation', 'bounced', 0), ('confirmation', 'failed', 0),
  ('confirmation', 'uncertain', 0), ('confirmation', 'none_possible', 0);

CREATE TRIGGER booking_added AFTER INSERT ON booking WHEN (SELECT open FROM bulk_gate) = 0 BEGIN
  UPDATE tally SET count = count + 1 WHERE kind = 'booking' AND value = NEW.state;
  UPDATE tally SET count = count + NEW.outside_area WHERE kind = 'outside_area' AND NEW.state = 'binding';
  UPDATE slot SET booked = booked + 1,
      overbooked = CASE NEW.foreign_promise WHEN 1 THEN max(0, booked + 1 - capacity) ELSE overbooked END
    WHERE id = NEW.slot_id AND NEW.state = 'binding';
  INSERT INTO confirmation SELECT * FROM confirmation_derived WHERE booking_id = NEW.id;
END;
CREATE TRIGGER booking_removed AFTER DELETE ON booking BEGIN
  UPDATE tally SET count = count - 1 WHERE kind = 'booking' AND value = OLD.state;
  UPDATE tally SET count = count - OLD.outside_area WHERE kind = 'outside_area' AND OLD.state = 'binding';
  UPDATE slot SET booked = booked - 1, overbooked = max(0, booked - 1 - capacity)
    WHERE id = OLD.slot_id AND OLD.state = 'binding';
END;
CREATE TRIGGER booking_marked AFTER UPDATE OF state, outside_area ON booking
WHEN OLD.state <> NEW.state OR OLD.outside_area <> NEW.outside_area BEGIN
  UPDATE tally SET count = count - 1 WHERE kind = 'booking' AND value = OLD.state;
  UPDATE tally SET count = count + 1 WHERE kind = 'booking' AND value = NEW.state;
  UPDATE tally SET count = count - OLD.outside_area WHERE kind = 'outside_area' AND OLD.state = 'binding';
  UPDATE tally SET count = count + NEW.outside_area WHERE kind = 'outside_area' AND NEW.state = 'binding';
END;
CREATE TRIGGER booking_reseated AFTER UPDATE OF state, slot_id ON booking
WHEN OLD.state <> NEW.state OR OLD.slot_id <> NEW.slot_id BEGIN
  UPDATE slot SET booked = booked - 1, overbooked = max(0, booked - 1 - capacity)
    WHERE id = OLD.slot_id AND OLD.state = 'binding';
  UPDATE slot SET booked = booked + 1,
      overbooked = CASE NEW.foreign_promise WHEN 1 THEN max(0, booked + 1 - capacity) ELSE overbooked END
    WHERE id = NEW.slot_id AND NEW.state = 'binding';
END;
-- What a portal said must stay known, so that its newer word never overwrites what staff changed here.
CREATE TRIGGER booking_departed BEFORE UPDATE OF state, slot_id, channel, given_name, family_name, birth_date,
  email, phone, street, postal_code, city, note, booked_at, portal_claim, portal_claim_at ON booking BEGIN
  UPDATE imported_row SET said = json_object(
      'given_name', OLD.given_name, 'family_name', OLD.family_name, 'birth_date', OLD.birth_date,
      'email', OLD.email, 'phone', OLD.phone, 'street', OLD.street, 'postal_code', OLD.postal_code,
      'city', OLD.city, 'booked_at', OLD.booked_at, 'note', OLD.note, 'channel', OLD.channel,
      'portal_claim', OLD.portal_claim, 'portal_claim_at', OLD.portal_claim_at,
      'slot_start', (SELECT starts_at FROM slot WHERE id = OLD.slot_id), 'state', OLD.state)
    WHERE booking_id = OLD.id AND said IS NULL;
END;
`;
