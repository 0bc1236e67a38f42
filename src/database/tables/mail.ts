// Settings that no mail shows.
const NOT_IN_MAILS =
  "'mail.relay', 'mail.rate', 'mail.domain-rate', 'mail.connections', 'area.postal-codes', 'duplicates.min-probability'";

/** Mails, their bytes, each attempt, and what makes one that waits stale. */
export const mail = `
-- One mail to one person: the exact bytes are frozen before the first one leaves.
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  booking_id INTEGER NOT NULL REFERENCES booking,
  -- What it is for: 'confirmation', 'change', 'cancellation', 'surplus', 'standby-offer', 'notice-1', …
  purpose TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'claimed', 'sending', 'accepted', 'failed', 'uncertain', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  -- 1: what it says has changed since its bytes were frozen; it is not sent but written anew.
  stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
  -- The appointment it names; both NULL: one without a time of day, or it names none.
  starts_at INTEGER,
  ends_at INTEGER,
  -- 1: its bytes have left, or may have, and name another appointment than the booking has now.
  overtaken INTEGER NOT NULL DEFAULT 0 CHECK (overtaken IN (0, 1)),
  -- What it is made of besides its booking, as JSON without a person's values: ids and instants.
  details TEXT,
  -- After this nobody may send it any more.
  expires_at INTEGER,
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
-- At most one mail of a kind is on its way to a person, or may be; one that may have arrived with the
-- appointment of yesterday, or at an address of yesterday, does not keep that of today from them.
CREATE UNIQUE INDEX message_live ON message (booking_id, purpose, recipient)
  WHERE state IN ('queued', 'claimed', 'sending') OR (state = 'uncertain' AND overtaken = 0);
-- Those no confirmation's state tells of.
CREATE INDEX message_waiting ON message (purpose, id)
  WHERE state IN ('queued', 'claimed', 'sending') AND purpose NOT IN ('confirmation', 'change');

-- Whoever was asked about some of several bookings is not asked about the others again.
CREATE INDEX message_surplus ON message (id) WHERE purpose = 'surplus';

-- What staff wrote to many: the same words are the same notice, so that nobody gets it twice.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (subject, text)
) STRICT;

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

-- Those whom no mail could reach and somebody has written to or called.
CREATE TABLE letter (
  booking_id INTEGER PRIMARY KEY REFERENCES booking ON DELETE CASCADE,
  done_at INTEGER NOT NULL
) STRICT;
-- Whoever cancelled it knows; those whose appointment the office took away have to be told.
CREATE INDEX booking_untold ON booking (id)
  WHERE state = 'cancelled' AND email IS NULL AND cancel_reason IN ('staff', 'duplicate');

-- Nobody gets a mail with the time, the place or the sender of yesterday.
CREATE TRIGGER booking_rewritten AFTER UPDATE OF slot_id, given_name, family_name, booked_at ON booking
WHEN OLD.slot_id <> NEW.slot_id OR OLD.given_name IS NOT NEW.given_name
  OR OLD.family_name IS NOT NEW.family_name OR OLD.booked_at IS NOT NEW.booked_at BEGIN
  UPDATE message SET stale = 1 WHERE booking_id = NEW.id AND state IN ('queued', 'claimed', 'sending');
END;
-- A mail that lists several bookings of one person says what has become of each.
CREATE TRIGGER listed_booking_changed AFTER UPDATE OF state, slot_id ON booking
WHEN OLD.state <> NEW.state OR OLD.slot_id <> NEW.slot_id BEGIN
  UPDATE message SET stale = 1
    WHERE state IN ('queued', 'claimed', 'sending') AND purpose NOT IN ('confirmation', 'change')
      AND purpose = 'surplus'
      AND EXISTS (SELECT 1 FROM json_each(details, '$.bookings') AS listed WHERE listed.value = NEW.id);
END;
-- Somebody who was called knows the appointment of then.
CREATE TRIGGER letter_outdated AFTER UPDATE OF slot_id, state ON booking
WHEN OLD.slot_id <> NEW.slot_id OR OLD.state <> NEW.state BEGIN
  DELETE FROM letter WHERE booking_id = NEW.id;
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
`;
