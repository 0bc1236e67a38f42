/**
 * SQL: whether a `message` is no longer wanted as its `booking` stands now. One whose address has changed is written
 * anew to the new one; a confirmation is missing there instead, which is told by itself. Part of the schema.
 */
export const UNWANTED = `(booking.email IS NULL OR message.overtaken = 1
  OR booking.state <> CASE message.purpose WHEN 'cancellation' THEN 'cancelled' ELSE 'binding' END
  OR (message.purpose IN ('confirmation', 'change') AND booking.email IS NOT message.recipient))`;
