import { UNWANTED } from './unwanted.ts';

/** Where each booking's confirmation stands: derived by one view, kept by triggers. */
export const confirmations = `
-- Where a binding booking's confirmation stands follows from facts alone: its address, the portal's
-- claim, our own sending, what the relay did later. This view is the only place that decides it.
CREATE VIEW confirmation_derived AS
SELECT
  booking_id,
  CASE
    WHEN mail IN ('queued', 'claimed', 'sending') THEN 'queued'
    WHEN mail = 'accepted' AND delivery = 'bounced' THEN delivery
    WHEN mail IN ('accepted', 'uncertain') AND outdated THEN 'missing'
    WHEN mail = 'accepted' AND delivery = 'delivered' THEN delivery
    WHEN mail IS NOT NULL THEN mail
    WHEN email IS NULL THEN 'none_possible'
    WHEN claim = 'sent' AND NOT departed THEN 'accepted'
    ELSE 'missing'
  END AS state,
  CASE
    WHEN mail IN ('accepted', 'uncertain') AND outdated AND delivery IS NOT 'bounced' THEN 'outdated'
    WHEN mail = 'accepted' AND delivery IS NOT NULL THEN 'relay_log'
    WHEN relay LIKE 'folder:%' THEN 'folder'
    WHEN mail IS NOT NULL THEN 'own_sending'
    WHEN email IS NULL THEN 'no_address'
    WHEN claim = 'sent' AND departed THEN 'outdated'
    WHEN claim = 'sent' THEN 'portal'
    WHEN claim = 'not_sent' THEN 'portal_not_sent'
    ELSE 'none'
  END AS evidence,
  message_id,
  at
FROM (
  SELECT
    booking.id AS booking_id, booking.email, booking.portal_claim AS claim, message.id AS message_id,
    message.state AS mail, message.delivery, message.relay,
    -- They were told another appointment, or that there is none any more.
    message.overtaken = 1 OR message.purpose = 'cancellation' AS outdated,
    -- The portal's mail, if it sent one, named the time the portal's list has.
    EXISTS (
      SELECT 1 FROM imported_row, slot WHERE imported_row.booking_id = booking.id AND slot.id = booking.slot_id
        AND said IS NOT NULL AND json_extract(said, '$.slot_start') IS NOT slot.starts_at) AS departed,
    coalesce(message.delivery_at, message.settled_at, message.created_at, booking.portal_claim_at) AS at
  FROM booking
  -- What the person was told last of this appointment, or is about to be.
  LEFT JOIN message ON message.id = (
    SELECT max(latest.id) FROM message AS latest
    WHERE latest.booking_id = booking.id AND latest.recipient = booking.email
      AND (latest.purpose IN ('confirmation', 'change') AND latest.state <> 'cancelled'
        OR latest.purpose = 'cancellation' AND latest.state IN ('sending', 'accepted', 'uncertain')))
  WHERE booking.state = 'binding'
);

-- The view, kept: rewritten by triggers whenever one of its facts changes, never by hand.
CREATE TABLE confirmation (
  booking_id INTEGER PRIMARY KEY REFERENCES booking ON DELETE CASCADE,
  state TEXT NOT NULL,
  evidence TEXT NOT NULL,
  message_id INTEGER REFERENCES message,
  at INTEGER
) STRICT;
CREATE INDEX confirmation_open ON confirmation (state, booking_id) WHERE state NOT IN ('accepted', 'delivered');

CREATE TRIGGER confirmation_counted AFTER INSERT ON confirmation WHEN (SELECT open FROM bulk_gate) = 0 BEGIN
  UPDATE tally SET count = count + 1 WHERE kind = 'confirmation' AND value = NEW.state;
END;
CREATE TRIGGER confirmation_uncounted AFTER DELETE ON confirmation BEGIN
  UPDATE tally SET count = count - 1 WHERE kind = 'confirmation' AND value = OLD.state;
END;

-- A mail still waiting is withdrawn when nobody wants it any more: a confirmation when its booking is
-- cancelled or gets another address, a cancellation when the booking is binding again. Other kinds follow
-- the person to the new address. And what has left is measured by the appointment the booking has now.
CREATE TRIGGER booking_changed
AFTER UPDATE OF state, email, slot_id, portal_claim, portal_claim_at ON booking BEGIN
  UPDATE message SET state = 'cancelled'
    WHERE booking_id = NEW.id AND state = 'queued'
      AND EXISTS (SELECT 1 FROM booking WHERE booking.id = NEW.id AND ${UNWANTED});
  UPDATE message SET stale = 1
    WHERE booking_id = NEW.id AND state IN ('queued', 'claimed', 'sending') AND recipient IS NOT NEW.email;
  -- Back at the appointment they were told: there is no change to tell of.
  UPDATE message SET state = 'cancelled'
    WHERE OLD.slot_id <> NEW.slot_id AND booking_id = NEW.id AND state = 'queued' AND purpose = 'change'
      AND EXISTS (SELECT 1 FROM message AS told, slot WHERE told.id = (
          SELECT max(latest.id) FROM message AS latest WHERE latest.booking_id = NEW.id
            AND latest.purpose IN ('confirmation', 'change')
            AND latest.state IN ('claimed', 'sending', 'accepted', 'uncertain'))
        AND slot.id = NEW.slot_id AND told.starts_at IS slot.starts_at AND told.ends_at IS slot.ends_at);
  UPDATE message SET overtaken = (SELECT starts_at IS NOT message.starts_at OR ends_at IS NOT message.ends_at
      FROM slot WHERE slot.id = NEW.slot_id)
    WHERE OLD.slot_id <> NEW.slot_id AND booking_id = NEW.id AND purpose IN ('confirmation', 'change')
      AND state IN ('claimed', 'sending', 'accepted', 'uncertain')
      AND id = (SELECT max(latest.id) FROM message AS latest WHERE latest.booking_id = NEW.id
        AND latest.purpose IN ('confirmation', 'change')
        AND latest.state IN ('claimed', 'sending', 'accepted', 'uncertain'));
  DELETE FROM confirmation WHERE booking_id = NEW.id;
  INSERT INTO confirmation SELECT * FROM confirmation_derived WHERE booking_id = NEW.id;
END;
CREATE TRIGGER said_changed AFTER UPDATE OF said ON imported_row WHEN OLD.said IS NOT NEW.said BEGIN
  DELETE FROM confirmation WHERE booking_id = NEW.booking_id;
  INSERT INTO confirmation SELECT * FROM confirmation_derived WHERE booking_id = NEW.booking_id;
END;
CREATE TRIGGER said_added AFTER INSERT ON imported_row
WHEN NEW.said IS NOT NULL AND (SELECT open FROM bulk_gate) = 0 BEGIN
  DELETE FROM confirmation WHERE booking_id = NEW.booking_id;
  INSERT INTO confirmation SELECT * FROM confirmation_derived WHERE booking_id = NEW.booking_id;
END;
CREATE TRIGGER message_added AFTER INSERT ON message BEGIN
  DELETE FROM confirmation WHERE booking_id = NEW.booking_id;
  INSERT INTO confirmation SELECT * FROM confirmation_derived WHERE booking_id = NEW.booking_id;
END;
CREATE TRIGGER message_settled AFTER UPDATE OF state, delivery, delivery_at, settled_at, overtaken ON message
WHEN NOT (OLD.state IN ('queued', 'claimed', 'sending') AND NEW.state IN ('queued', 'claimed', 'sending')) BEGIN
  DELETE FROM confirmation WHERE booking_id = NEW.booking_id;
  INSERT INTO confirmation SELECT * FROM confirmation_derived WHERE booking_id = NEW.booking_id;
END;
`;
