/** Where each booking's confirmation stands: derived by one view, kept by triggers. */
export const confirmations = `
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

-- A mail still waiting is withdrawn when its booking is cancelled or gets another address.
CREATE TRIGGER booking_changed AFTER UPDATE OF state, email, portal_claim, portal_claim_at ON booking BEGIN
  UPDATE message SET state = 'cancelled'
    WHERE booking_id = NEW.id AND state = 'queued' AND purpose = 'confirmation'
      AND (NEW.state = 'cancelled' OR recipient IS NOT NEW.email);
  DELETE FROM confirmation WHERE booking_id = NEW.id;
  INSERT INTO confirmation SELECT * FROM confirmation_derived WHERE booking_id = NEW.id;
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
`;
