// Settings that no mail shows.
const NOT_IN_MAILS = "'mail.relay', 'mail.rate', 'mail.connections', 'area.postal-codes'";

/** Mails, their bytes, each attempt, and what makes one that waits stale. */
export const mail = `
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

-- Those whom no mail could reach and somebody has written to or called.
CREATE TABLE letter (
  booking_id INTEGER PRIMARY KEY REFERENCES booking ON DELETE CASCADE,
  done_at INTEGER NOT NULL
) STRICT;

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
`;
