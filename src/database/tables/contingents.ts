/** Windows, their seats, and the rule that seats are conserved. */
export const contingents = `
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
  -- Seats kept for forms that are open; maintained by the triggers on seat_hold.
  held INTEGER NOT NULL DEFAULT 0,
  CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL OR ends_at > starts_at)),
  CONSTRAINT no_seat_sold_twice CHECK (overbooked = max(0, booked - capacity)),
  CONSTRAINT no_held_seat_sold CHECK (held BETWEEN 0 AND max(0, capacity - booked))
) STRICT;
CREATE UNIQUE INDEX slot_window ON slot (contingent_id, starts_at);
CREATE UNIQUE INDEX slot_anytime ON slot (contingent_id) WHERE starts_at IS NULL;
CREATE INDEX slot_free ON slot (contingent_id, starts_at) WHERE booked + held < capacity;

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
WHEN NEW.capacity < OLD.capacity AND NEW.capacity < OLD.booked + OLD.held BEGIN
  SELECT RAISE(ABORT, 'a seat that is bound or held cannot be taken away');
END;

-- A free seat kept for somebody whose form is open. It is nobody's any more from expires_at on: whoever takes or moves
-- seats deletes those that have expired first.
CREATE TABLE seat_hold (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slot_id INTEGER NOT NULL REFERENCES slot,
  actor TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX seat_hold_slot ON seat_hold (slot_id);
CREATE TRIGGER seat_held AFTER INSERT ON seat_hold BEGIN
  UPDATE slot SET held = held + 1 WHERE id = NEW.slot_id;
END;
CREATE TRIGGER seat_let_go AFTER DELETE ON seat_hold BEGIN
  UPDATE slot SET held = held - 1 WHERE id = OLD.slot_id;
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
`;
