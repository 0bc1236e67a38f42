/** CPU time of composing one confirmation, all included; run by hand: `npm run bench test/bench/compose.ts`. */
import { composeMail, type MailInput } from '../../src/confirmations/content.ts';
import { loadTemplates } from '../../src/confirmations/templates.ts';
import { buildMessageId } from '../../src/mail/headers.ts';

const MAILS = 3000;
const templates = loadTemplates('confirmation', 'de', null);
const start = Date.parse('2021-06-20T07:00:00+02:00');

function input(index: number): MailInput {
  const opaque = index.toString(16).padStart(32, '0');
  const startsAt = start + (index % 28) * 900_000;
  return {
    about: { kind: 'confirmation' },
    campaign: {
      name: 'Impfaktion Musterstadt',
      location: 'Festplatz, Seestraße 1, 12345 Musterstadt',
      date: '2021-06-20',
      timeZone: 'Europe/Berlin',
      openingHours: null,
      bring: 'Ausweis\nImpfpass, falls vorhanden',
      cancel: '',
    },
    booking: {
      reference: `K7QX-${String(index).padStart(4, '2')}`,
      givenName: 'Jörg',
      familyName: `Beispiel${index}`,
      email: `person${index}@post.example`,
      slot: { startsAt, endsAt: startsAt + 900_000 },
      bookedAt: start - 6 * 86_400_000,
    },
    sender: { name: 'Stadt Musterstadt', address: 'termine@stadt.example' },
    replyTo: 'buergerbuero@stadt.example',
    date: start - 4 * 86_400_000,
    messageId: buildMessageId({
      opaque,
      purpose: 'confirmation',
      version: 1,
      sender: 'termine@stadt.example',
    }),
    opaque,
    sequence: 0,
  };
}

let bytes = 0;
for (let index = 0; index < 500; index++) composeMail(input(index), templates);
const before = process.cpuUsage();
for (let index = 0; index < MAILS; index++)
  bytes += composeMail(input(index), templates).content.length;
const { user, system } = process.cpuUsage(before);
const milliseconds = (user + system) / 1000 / MAILS;
console.log(`${milliseconds.toFixed(3)} ms CPU and ${Math.round(bytes / MAILS)} bytes a mail`);
