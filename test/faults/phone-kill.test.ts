import { expect, it } from 'vitest';
import { call } from '../phone-session.ts';
import { openCampaign, openDesk } from '../slotdesk.ts';

const animals =
  'Amsel Biber Dachs Eule Fuchs Gans Hirsch Igel Kranich Lachs Marder Otter Panther Rabe';
const families = animals.split(' ');

/** The answers of one call; no two callers could be one person. */
const turnsOf = (number: number) =>
  [
    ['Find or book:', `Karla ${families[number]}`],
    ['Born:', `${20 - number}.${1 + (number % 12)}.${40 + 3 * number}`],
    ['Phone:', `0171 55${number}${number}${number}`],
    ['Postal code:', '67346'],
    ['E-mail:', `${families[number]}@kabel.example`],
    ['Window:', '10:15'],
    ['All right?', ''],
    ['And now?', ''],
  ] as const;
const { length } = turnsOf(0);

// After each question, and at moments within the last step, where the seat is taken and the mail queued.
const moments = [
  ...Array.from({ length }, (_, at) => ({ at, after: 0 })),
  ...[1, 3, 6, 10, 20, 40].map((after) => ({ at: 6, after })),
];

it(
  'a desk that is killed at any moment leaves a whole booking or none',
  { timeout: 120_000 },
  async () => {
    const desk = openDesk();
    await openCampaign(desk);
    const known = ['--family-name', 'Alt', '--postal-code', '67346', '--city', 'Speyer'];
    await desk.run('booking', 'add', ...known, '--slot', '09:00');
    let whole = 0;
    for (const [number, { at, after }] of moments.entries()) {
      const turns = turnsOf(number);
      const clerk = call(desk, 'en');
      for (const [question, line] of turns.slice(0, at)) await clerk.answer(question, line);
      await clerk.hear(turns[at]?.[0] ?? '');
      if (after > 0) {
        clerk.child.stdin?.write('\n');
        await new Promise((resolve) => setTimeout(resolve, after));
      }
      clerk.child.kill('SIGKILL');
      await clerk.hangUp();
      // A killed one's booking is whole; if its mail was not queued any more, it counts as missing.
      const [, ...bookings]: unknown[] = await desk.json('booking', 'list');
      for (const booking of bookings) {
        expect(booking).toMatchObject({
          state: 'binding',
          person: {
            given_name: 'Karla',
            phone: expect.stringMatching(/^0171/),
            email: expect.stringMatching(/@/),
          },
          slot: { starts_at: '2021-06-20T10:15:00+02:00' },
          confirmation: { state: expect.stringMatching(/^(missing|queued)$/) },
        });
      }
      whole = bookings.length;
      const mails: unknown[] = await desk.json('mail', 'list');
      expect(mails.length).toBeLessThanOrEqual(whole);
    }
    expect(whole).toBeGreaterThan(0);
    expect((await desk.run('doctor')).code).toBe(0);
    const { accepted } = await desk.json('--yes', 'mail', 'resend', '--missing');
    expect(accepted).toBe(whole);
  },
);
