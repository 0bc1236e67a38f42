/**
 * The schema, as numbered forward steps; `user_version` counts them. A step that has been released
 * is never edited. Instants are integers, milliseconds since 1970-01-01 UTC; birth dates ISO text.
 */
export const APPLICATION_ID = 0x534c4454; // "SLDT"

// Settings that no mail shows.
const NOT_IN_MAILS = "'mail.relay', 'mail.rate', 'mail.connections', 'area.postal-codes'";

export const migrations: readonly string[] = [
  /* 1 */ `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Random keys of this campaign; none of them opens anything outside this file.
CREATE TABLE secret (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Who did what, when. Ids and field names, no values: it must survive the erasure of a person.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  facts TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TABLE contingent (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('regular', 'standby')),
  -- What staff set; 'timed' follows the clock: scheduled until opens_at, open from then on.
  mode TEXT NOT NULL CHECK (mode IN ('timed', 'open', 'held', 'closed')),
  opens_at INTEGER,
  -- The channels it is reserved for, comma-separated in alphabetical order; NULL is any channel.
  channels TEXT,
  -- Why a standby contingent was opened although safe seats were free; NULL: it stays behind its gate.
  override_why TEXT CHECK (override_why IS NULL OR (kind = 'standby' AND mode = 'open'))
) STRICT;

CREATE TABLE slot (
  id INTEGER PRIMARY KEY,
  contingent_id INTEGER NOT NULL REFERENCES contingent,
  -- Both NULL: the contingent's 'anytime' slot.
  starts_at INTEGER,
  ends_at INTEGER,
  capacity INTEGER NOT NULL CHECK (capacity >= 0),
  -- Maintained by the triggers on booking; overbooked is what an import of foreign promises put above capacity.
  booked INTEGER NOT NULL DEFAULT 0 CHECK (booked >= 0),
  overbooked INTEGER NOT NULL DEFAULT 0,
  CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL OR ends_at > starts_at)),
  CONSTRAINT no_seat_sold_twice CHECK (overbooked = max(0, booked - capacity))
) STRICT;
CREATE UNIQUE INDEX slot_window ON slot (contingent_id, starts_at);
CREATE UNIQUE INDEX slot_anytime ON slot (contingent_id) WHERE starts_at IS NULL;
CREATE INDEX slot_free ON slot (contingent_id, starts_at) WHERE booked < capacity;

-- Seats are conserved. They come and go by these doors alone: a slot is born with its seats, and
-- staff or an import resize it. Everything else moves seats, and what leaves one slot must have
-- arrived in another when the transaction commits: the deferred key refuses any other balance than 0.
CREATE TABLE seat_source (
  cause TEXT PRIMARY KEY CHECK (cause IN ('add', 'resize', 'import')),
  seats INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO seat_source VALUES ('add', 0), ('resize', 0), ('import', 0);
CREATE TABLE balanced (seats INTEGER PRIMARY KEY CHECK (seats = 0)) STRICT;
INSERT INTO balanced VALUES (0);
CREATE TABLE seat_balance (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seats INTEGER NOT NULL REFERENCES balanced DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO seat_balance VALUES (1, 0);
CREATE TRIGGER seats_added AFTER INSERT ON slot WHEN NEW.capacity <> 0 BEGIN
  UPDATE seat_balance SET seats = seats + NEW.capacity;
  UPDATE seat_source SET seats = seats + NEW.capacity WHERE cause = 'add';
END;
CREATE TRIGGER seats_moved AFTER UPDATE OF capacity ON slot WHEN NEW.capacity <> OLD.capacity BEGIN
  UPDATE seat_balance SET seats = seats + NEW.capacity - OLD.capacity;
END;
CREATE TRIGGER seats_removed AFTER DELETE ON slot WHEN OLD.capacity <> 0 BEGIN
  UPDATE seat_balance SET seats = seats - OLD.capacity;
END;
CREATE TRIGGER seats_issued AFTER UPDATE OF seats ON seat_source BEGIN
  UPDATE seat_balance SET seats = seats - NEW.seats + OLD.seats;
END;
CREATE TRIGGER seats_kept BEFORE UPDATE OF capacity ON slot
WHEN NEW.capacity < OLD.capacity AND NEW.capacity < OLD.booked BEGIN
  SELECT RAISE(ABORT, 'a seat that is bound cannot be taken away');
END;

-- Leftovers that went from slot to slot, so that a release can be taken back exactly.
CREATE TABLE seat_release (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  undoes INTEGER UNIQUE REFERENCES seat_release
) STRICT;
CREATE TABLE seat_move (
  release_id INTEGER NOT NULL REFERENCES seat_release,
  from_slot INTEGER NOT NULL REFERENCES slot,
  to_slot INTEGER NOT NULL REFERENCES slot,
  seats INTEGER NOT NULL CHECK (seats > 0),
  PRIMARY KEY (release_id, from_slot, to_slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE booking_import (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  files TEXT NOT NULL
) STRICT;

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
CREATE INDEX imported_row_identity ON imported_row (identity) WHERE identity IS NOT NULL;

-- One mail to one person: the exact bytes are frozen before the first one leaves.
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  booking_id INTEGER NOT NULL REFERENCES booking,
  purpose TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'claimed', 'sending', 'accepted', 'failed', 'uncertain', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  -- 1: what it says has changed since its bytes were frozen; it is not sent but written anew.
  stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  relay TEXT,
  -- What the relay later did with it, from evidence; never guessed.
  delivery TEXT CHECK (delivery IN ('delivered', 'deferred', 'bounced')),
  delivery_at INTEGER,
  delivery_reason TEXT
    CHECK (delivery_reason IN ('mailbox_full', 'unknown_user', 'domain_gone', 'spam', 'unreachable', 'other')),
  -- The server's enhanced status code and its words.
  delivery_code TEXT,
  delivery_words TEXT,
  UNIQUE (booking_id, purpose, version)
) STRICT;
CREATE INDEX message_queue ON message (not_before, id) WHERE state = 'queued';
CREATE INDEX message_open ON message (state, id) WHERE state IN ('claimed', 'sending', 'uncertain');
-- At most one mail of a kind is on its way to a person, or may be.
CREATE UNIQUE INDEX message_live ON message (booking_id, purpose)
  WHERE state IN ('queued', 'claimed', 'sending', 'uncertain');

CREATE TABLE message_content (
  message_id INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
  relay TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  -- When the first byte of the body was handed over; NULL proves that nothing was sent.
  released_at INTEGER,
  settled_at INTEGER,
  outcome TEXT CHECK (outcome IN ('accepted', 'retry', 'failed', 'uncertain', 'unsent')),
  reply_code INTEGER,
  enhanced_code TEXT,
  reply TEXT,
  queue_id TEXT,
  -- When evidence settled what the reply had left open; NULL: nothing but the reply did.
  proven_at INTEGER
) STRICT;
CREATE INDEX attempt_message ON attempt (message_id);

-- Kept counts, so that no overview ever scans the bookings.
CREATE TABLE tally (
  kind TEXT NOT NULL CHECK (kind IN ('booking', 'confirmation', 'outside_area')),
  value TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
INSERT INTO tally VALUES
  ('booking', 'binding', 0), ('booking', 'cancelled', 0), ('outside_area', 'binding', 0),
  ('confirmation', 'missing', 0), ('confirmation', 'queued', 0), ('confirmation', 'accepted', 0),
  ('confirmation', 'delivered', 0), ('confirmation', 'bounced', 0), ('confirmation', 'failed', 0),
  ('confirmation', 'uncertain', 0), ('confirmation', 'none_possible', 0);

-- Where a binding booking's confirmation stands follows from facts alone: its address, the portal's
-- claim, our own sending, what the relay did later. This view is the only place that decides it.
CREATE VIEW confirmation_derived AS
SELECT
  booking.id AS booking_id,
  CASE
    WHEN message.state IN ('queued', 'claimed', 'sending') THEN 'queued'
    WHEN message.state = 'accepted' AND message.delivery IN ('delivered', 'bounced') THEN message.delivery
    WHEN message.state IS NOT NULL THEN message.state
    WHEN booking.email IS NULL THEN 'none_possible'
    WHEN booking.portal_claim = 'sent' THEN 'accepted'
    ELSE 'missing'
  END AS state,
  CASE
    WHEN message.state = 'accepted' AND message.delivery IS NOT NULL THEN 'relay_log'
    WHEN message.relay LIKE 'folder:%' THEN 'folder'
    WHEN message.state IS NOT NULL THEN 'own_sending'
    WHEN booking.email IS NULL THEN 'no_address'
    WHEN booking.portal_claim = 'sent' THEN 'portal'
    WHEN booking.portal_claim = 'not_sent' THEN 'portal_not_sent'
    ELSE 'none'
  END AS evidence,
  message.id AS message_id,
  coalesce(message.delivery_at, message.settled_at, message.created_at, booking.portal_claim_at) AS at
FROM booking
LEFT JOIN message ON message.id = (
  SELECT max(latest.id) FROM message AS latest
  WHERE latest.booking_id = booking.id AND latest.purpose = 'confirmation'
    AND latest.recipient = booking.email AND latest.state <> 'cancelled')
WHERE booking.state = 'binding';

-- The view, kept: rewritten by triggers whenever one of its facts changes, never by hand.
CREATE TABLE confirmation (
  booking_id INTEGER PRIMARY KEY REFERENCES booking ON DELETE CASCADE,
  state TEXT NOT NULL,
  evidence TEXT NOT NULL,
  message_id INTEGER REFERENCES message,
  at INTEGER
) STRICT;
CREATE INDEX confirmation_open ON confirmation (state, booking_id) WHERE state NOT IN ('accepted', 'delivered');

CREATE TRIGGER confirmation_counted AFTER INSERT ON confirmation BEGIN
  UPDATE tally SET count = count + 1 WHERE kind = 'confirmation' AND value = NEW.state;
END;
CREATE TRIGGER confirmation_uncounted AFTER DELETE ON confirmation BEGIN
  UPDATE tally SET count = count - 1 WHERE kind = 'confirmation' AND value = OLD.state;
END;

CREATE TRIGGER booking_added AFTER INSERT ON booking BEGIN
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
-- A mail still waiting is withdrawn when its booking is cancelled or gets another address.
CREATE TRIGGER booking_changed AFTER UPDATE OF state, email, portal_claim, portal_claim_at ON booking BEGIN
  UPDATE message SET state = 'cancelled'
    WHERE booking_id = NEW.id AND state = 'queued' AND purpose = 'confirmation'
      AND (NEW.state = 'cancelled' OR recipient IS NOT NEW.email);
  DELETE FROM confirmation WHERE booking_id = NEW.id;
  INSERT INTO confirmation SELECT * FROM confirmation_derived WHERE booking_id = NEW.id;
END;
-- Nobody gets a mail with the time, the place or the sender of yesterday.
CREATE TRIGGER booking_rewritten AFTER UPDATE OF slot_id, given_name, family_name, booked_at ON booking
WHEN OLD.slot_id <> NEW.slot_id OR OLD.given_name IS NOT NEW.given_name
  OR OLD.family_name IS NOT NEW.family_name OR OLD.booked_at IS NOT NEW.booked_at BEGIN
  UPDATE message SET stale = 1 WHERE booking_id = NEW.id AND state IN ('queued', 'claimed', 'sending');
END;
CREATE TRIGGER slot_moved AFTER UPDATE OF starts_at, ends_at ON slot BEGIN
  UPDATE message SET stale = 1 WHERE state IN ('queued', 'claimed', 'sending')
    AND booking_id IN (SELECT id FROM booking WHERE slot_id = NEW.id);
END;
CREATE TRIGGER setting_added AFTER INSERT ON setting WHEN NEW.key NOT IN (${NOT_IN_MAILS}) BEGIN
  UPDATE message SET stale = 1 WHERE state IN ('queued', 'claimed', 'sending');
END;
CREATE TRIGGER setting_changed AFTER UPDATE ON setting
WHEN OLD.value <> NEW.value AND NEW.key NOT IN (${NOT_IN_MAILS}) BEGIN
  UPDATE message SET stale = 1 WHERE state IN ('queued', 'claimed', 'sending');
END;
CREATE TRIGGER setting_removed AFTER DELETE ON setting WHEN OLD.key NOT IN (${NOT_IN_MAILS}) BEGIN
  UPDATE message SET stale = 1 WHERE state IN ('queued', 'claimed', 'sending');
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

CREATE TRIGGER message_added AFTER INSERT ON message BEGIN
  DELETE FROM confirmation WHERE booking_id = NEW.booking_id;
  INSERT INTO confirmation SELECT * FROM confirmation_derived WHERE booking_id = NEW.booking_id;
END;
CREATE TRIGGER message_settled AFTER UPDATE OF state, delivery, delivery_at, settled_at ON message
WHEN NOT (OLD.state IN ('queued', 'claimed', 'sending') AND NEW.state IN ('queued', 'claimed', 'sending')) BEGIN
  DELETE FROM confirmation WHERE booking_id = NEW.booking_id;
  INSERT INTO confirmation SELECT * FROM confirmation_derived WHERE booking_id = NEW.booking_id;
END;
`,
];
