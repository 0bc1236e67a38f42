const IDENTITY = [
  'given_name',
  'family_name',
  'birth_date',
  'email',
  'phone',
  'street',
  'postal_code',
  'city',
];
const IDENTITY_CHANGED = IDENTITY.map((name) => `OLD.${name} IS NOT NEW.${name}`).join(' OR ');
const withMember = (booking: string): string =>
  `id IN (SELECT case_id FROM duplicate_member WHERE booking_id = ${booking}.id)`;

/** Bookings that are probably one person's: what was found, and what people decided about it. */
export const duplicates = `
CREATE TABLE duplicate_search (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  -- The rules it was made by; cases found under others are looked for anew.
  model INTEGER NOT NULL,
  -- The least probability that makes a case.
  min_probability REAL NOT NULL,
  bookings INTEGER NOT NULL,
  compared INTEGER NOT NULL,
  -- The newest line of duplicate_pending that it saw.
  pending_seq INTEGER NOT NULL,
  -- What was learned from the bookings, so that a few changed ones can be weighed without all the others.
  learned TEXT NOT NULL
) STRICT;

-- What changed since the last search. The newest row stays, so that no number is ever given twice.
CREATE TABLE duplicate_pending (
  seq INTEGER PRIMARY KEY,
  booking_id INTEGER NOT NULL
) STRICT;

CREATE TABLE duplicate_case (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'dismissed', 'resolved', 'stale')),
  kind TEXT NOT NULL CHECK (kind IN ('propose', 'review')),
  probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
  model INTEGER NOT NULL,
  -- The evidence, pair by pair: names of fields and levels, figures; no person's values.
  pairs TEXT NOT NULL,
  found_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by TEXT,
  why TEXT,
  -- The booking that was kept.
  kept INTEGER REFERENCES booking ON DELETE SET NULL
) STRICT;
CREATE INDEX duplicate_case_state ON duplicate_case (state, id);
CREATE INDEX duplicate_case_kept ON duplicate_case (kept) WHERE kept IS NOT NULL;

CREATE TABLE duplicate_member (
  case_id INTEGER NOT NULL REFERENCES duplicate_case ON DELETE CASCADE,
  booking_id INTEGER NOT NULL REFERENCES booking ON DELETE CASCADE,
  -- Cancelled to resolve the case, and where its seat went; NULL: owed to another promise.
  cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
  seat_to INTEGER REFERENCES slot,
  PRIMARY KEY (case_id, booking_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_member_booking ON duplicate_member (booking_id);

-- What a person decided about two bookings, held to a keyed hash of what identifies each: it ends with either.
CREATE TABLE duplicate_decision (
  case_id INTEGER NOT NULL REFERENCES duplicate_case ON DELETE CASCADE,
  one INTEGER NOT NULL REFERENCES booking ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES booking ON DELETE CASCADE,
  one_identity BLOB NOT NULL,
  other_identity BLOB NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
  PRIMARY KEY (case_id, one, other),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_decision_one ON duplicate_decision (one);
CREATE INDEX duplicate_decision_other ON duplicate_decision (other);

INSERT INTO tally VALUES ('duplicate', 'open', 0);
CREATE TRIGGER duplicate_case_added AFTER INSERT ON duplicate_case WHEN NEW.state = 'open' BEGIN
  UPDATE tally SET count = count + 1 WHERE kind = 'duplicate' AND value = 'open';
END;
CREATE TRIGGER duplicate_case_removed AFTER DELETE ON duplicate_case WHEN OLD.state = 'open' BEGIN
  UPDATE tally SET count = count - 1 WHERE kind = 'duplicate' AND value = 'open';
END;
CREATE TRIGGER duplicate_case_moved AFTER UPDATE OF state ON duplicate_case WHEN OLD.state <> NEW.state BEGIN
  UPDATE tally SET count = count + (NEW.state = 'open') - (OLD.state = 'open')
    WHERE kind = 'duplicate' AND value = 'open';
END;
-- Different people after all: a question still waiting would tell one of the other's appointment.
CREATE TRIGGER duplicate_case_dismissed AFTER UPDATE OF state ON duplicate_case
WHEN OLD.state <> 'dismissed' AND NEW.state = 'dismissed' BEGIN
  UPDATE message SET state = 'cancelled' WHERE state = 'queued' AND purpose = 'surplus'
    AND EXISTS (SELECT 1 FROM json_each(details, '$.bookings') AS listed JOIN duplicate_member
      ON booking_id = listed.value AND case_id = NEW.id);
  -- One that is leaving may get through; if the relay puts it off, it does not leave a second time.
  UPDATE message SET overtaken = 1 WHERE state IN ('claimed', 'sending') AND purpose = 'surplus'
    AND EXISTS (SELECT 1 FROM json_each(details, '$.bookings') AS listed JOIN duplicate_member
      ON booking_id = listed.value AND case_id = NEW.id);
END;

CREATE TRIGGER duplicate_booking_added AFTER INSERT ON booking WHEN (SELECT open FROM bulk_gate) = 0 BEGIN
  INSERT INTO duplicate_pending (booking_id) VALUES (NEW.id);
END;
-- Nobody decides by what a booking no longer says: whoever was edited is looked at anew.
CREATE TRIGGER duplicate_booking_edited AFTER UPDATE OF ${IDENTITY.join(', ')} ON booking
WHEN ${IDENTITY_CHANGED} BEGIN
  UPDATE message SET state = 'cancelled' WHERE state = 'queued' AND purpose = 'surplus'
    AND EXISTS (SELECT 1 FROM json_each(details, '$.bookings') AS listed WHERE listed.value = NEW.id);
  UPDATE message SET overtaken = 1 WHERE state IN ('claimed', 'sending') AND purpose = 'surplus'
    AND EXISTS (SELECT 1 FROM json_each(details, '$.bookings') AS listed WHERE listed.value = NEW.id);
  INSERT INTO duplicate_pending (booking_id) VALUES (NEW.id);
  INSERT INTO duplicate_pending (booking_id) SELECT booking_id FROM duplicate_member
    WHERE case_id IN (SELECT id FROM duplicate_case WHERE state = 'open' AND ${withMember('NEW')});
  UPDATE duplicate_case SET state = 'stale' WHERE state IN ('open', 'dismissed') AND ${withMember('NEW')};
END;
CREATE TRIGGER duplicate_booking_moved AFTER UPDATE OF state ON booking WHEN OLD.state <> NEW.state BEGIN
  INSERT INTO duplicate_pending (booking_id) VALUES (NEW.id);
  -- The others of its cases may still be one person's.
  INSERT INTO duplicate_pending (booking_id) SELECT booking_id FROM duplicate_member
    WHERE case_id IN (SELECT id FROM duplicate_case WHERE state = 'open' AND ${withMember('NEW')});
  UPDATE duplicate_case SET state = 'stale' WHERE state = 'open' AND ${withMember('NEW')};
END;
-- What was written about a person goes with the booking.
CREATE TRIGGER duplicate_booking_removed BEFORE DELETE ON booking BEGIN
  UPDATE duplicate_case SET state = iif(state = 'resolved', state, 'stale'), why = NULL, pairs = '[]'
    WHERE ${withMember('OLD')};
END;
`;
