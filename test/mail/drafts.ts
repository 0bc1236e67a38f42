import type { Database } from '../../src/database/statements.ts';
import type { Draft } from '../../src/mail/outbox.ts';

export function fillBookings(database: Database, count: number): void {
  database.exec(`
    INSERT INTO contingent (id, name, kind, mode) VALUES (1, 'A', 'regular', 'open');
    INSERT INTO slot (id, contingent_id, capacity) VALUES (1, 1, ${count});
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO booking (id, reference, slot_id, state, channel, email, created_at)
      SELECT i, 'R' || i, 1, 'binding', 'portal', 'p' || i || '@citizen.example', 0 FROM n WHERE i <= ${count};
  `);
}

export function draftMail(bookingId: number, size = 400): Draft {
  const messageId = `<b${bookingId}.confirmation.v1@office.example>`;
  const recipient = `p${bookingId}@citizen.example`;
  const head = `Message-ID: ${messageId}\r\nFrom: office@office.example\r\nTo: ${recipient}\r\n\r\n`;
  const content = Buffer.from(`${head}${'Your appointment.\r\n'.repeat(size / 20)}`);
  return {
    bookingId,
    purpose: 'confirmation',
    version: 1,
    messageId,
    sender: 'office@office.example',
    recipient,
    content,
  };
}
