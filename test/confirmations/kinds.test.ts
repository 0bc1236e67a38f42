import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMail, type About, type MailInput } from '../../src/confirmations/content.ts';
import type { SlotTimes } from '../../src/confirmations/content-words.ts';
import { loadTemplates } from '../../src/confirmations/templates.ts';
import { buildMessageId } from '../../src/mail/headers.ts';

const at = (time: string): number => Date.parse(time);
const morning = {
  startsAt: at('2021-06-20T09:15:00+02:00'),
  endsAt: at('2021-06-20T09:30:00+02:00'),
};
const noon = { startsAt: at('2021-06-20T12:00:00+02:00'), endsAt: at('2021-06-20T12:15:00+02:00') };
const languages = ['de', 'en'] as const;

const abouts: About[] = [
  { kind: 'confirmation' },
  { kind: 'change', previous: noon },
  { kind: 'cancellation', reason: 'staff' },
  {
    kind: 'surplus',
    bookings: [
      { reference: 'K7QX-9F2M', slot: morning },
      { reference: 'B3ND-77RT', slot: noon },
    ],
  },
  { kind: 'standby-offer', answerBy: at('2021-06-20T10:45:00+02:00') },
  {
    kind: 'notice',
    subject: 'Der Eingang ist verlegt',
    text: 'Kommen Sie\nzum Nordtor.\n\nDanke.',
  },
];

function input(about: About, slot: SlotTimes = morning, sequence = 0): MailInput {
  const sender = { name: 'Stadt Köln', address: 'termine@stadt.example' };
  const purpose = about.kind === 'notice' ? 'notice-1' : about.kind;
  return {
    about,
    campaign: {
      name: 'Impfaktion',
      location: 'Festplatz',
      date: '2021-06-20',
      timeZone: 'Europe/Berlin',
      openingHours: null,
      bring: 'Ausweis',
      cancel: '',
    },
    booking: {
      reference: 'K7QX-9F2M',
      givenName: 'Jörg',
      familyName: 'Beispiel',
      email: 'joerg@post.example',
      slot,
      bookedAt: null,
    },
    sender,
    replyTo: 'buero@stadt.example',
    date: at('2021-06-16T09:00:00+02:00'),
    messageId: buildMessageId({ opaque: '5f0c', purpose, version: 1, sender: sender.address }),
    opaque: '5f0c',
    sequence,
  };
}

const compose = (
  about: About,
  {
    language = 'de',
    slot = morning,
    sequence = 0,
  }: {
    language?: 'de' | 'en';
    slot?: SlotTimes;
    sequence?: number;
  } = {},
): ReturnType<typeof composeMail> =>
  composeMail(input(about, slot, sequence), loadTemplates(about.kind, language, null));

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe.each(languages)('each kind of mail in %s', (language) => {
  it.each(abouts)('says its facts in text and HTML: $kind', async (about) => {
    const mail = compose(about, { language });
    const parsed = await PostalMime.parse(mail.content);
    for (const part of [parsed.text ?? '', parsed.html ?? '']) {
      const said = plain(part);
      expect(said).toContain('Jörg Beispiel');
      expect(said).toContain('K7QX-9F2M');
      expect(said).toContain('09:15–09:30');
      expect(said).toContain('Stadt Köln');
      expect(said).not.toMatch(/\{\{|undefined|null|\[object/);
    }
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.html).toContain(`lang="${language}"`);
    expect(Math.max(...mail.text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
  });

  it('shows a QR code only where an appointment is confirmed, and a calendar only where one changes', async () => {
    const parts = await Promise.all(
      abouts.map(async (about) => {
        const { attachments } = await PostalMime.parse(compose(about, { language }).content);
        return [about.kind, ...attachments.map(({ mimeType, method }) => method ?? mimeType)];
      }),
    );
    expect(parts).toEqual([
      ['confirmation', 'image/png', 'PUBLISH'],
      ['change', 'image/png', 'PUBLISH'],
      ['cancellation', 'CANCEL'],
      ['surplus'],
      ['standby-offer'],
      ['notice'],
    ]);
  });

  it('names the earlier appointment of a change, if it is known', () => {
    const told = compose({ kind: 'change', previous: noon }, { language });
    const untold = compose({ kind: 'change', previous: null }, { language });
    expect(plain(told.text)).toContain('12:00–12:15');
    expect(plain(untold.text)).not.toContain('12:00');
    expect(told.subject).toContain('09:15');
  });

  it('gives the reason of a cancellation in words of its own', () => {
    const texts = ['citizen', 'staff', 'duplicate', null].map(
      (reason) => compose({ kind: 'cancellation', reason }, { language }).text,
    );
    expect(new Set(texts).size).toBe(3);
    expect(texts[1]).toBe(texts[3]);
  });

  it('lists surplus bookings by reference and time, and nobody’s name but the addressee’s', () => {
    const [, , , surplus] = abouts;
    const { text, html } = compose(surplus ?? { kind: 'confirmation' }, { language });
    expect(plain(text)).toMatch(
      /- K7QX-9F2M: \S+ 20\.? \S+ 2021, 09:15–09:30.* - B3ND-77RT: .*12:00/,
    );
    expect(html).toContain('B3ND-77RT');
  });

  it('prints a notice as it was written, and nothing in it is markup', () => {
    const text = 'Erster <b>Absatz</b> {{reference}}.\n\nZweiter.';
    const mail = compose(
      { kind: 'notice', subject: 'Neu & wichtig\r\nBcc: x', text },
      { language },
    );
    expect(mail.subject).toBe('Neu & wichtig Bcc: x');
    expect(mail.text).toContain('Erster <b>Absatz</b> {{reference}}.\n\nZweiter.');
    expect(mail.html).toContain('Erster &lt;b&gt;Absatz&lt;/b&gt; {{reference}}.');
  });
});

/** As a calendar program reads it that knows no zone but the one in the file. */
function read(text: string | null): { method: unknown; event: ICAL.Event; of: ICAL.Component } {
  ICAL.TimezoneService.reset();
  const calendar = ICAL.Component.fromString(text ?? '');
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const of = calendar.getFirstSubcomponent('vevent');
  if (of === null) throw new Error('no event');
  return { method: calendar.getFirstPropertyValue('method'), event: new ICAL.Event(of), of };
}

const publishing: About[] = [
  { kind: 'confirmation' },
  { kind: 'change', previous: noon },
  { kind: 'cancellation', reason: 'citizen' },
];

describe('the calendar part', () => {
  it.each(
    publishing.flatMap((about) =>
      [
        ['2021-03-28T01:45:00+01:00', 15],
        ['2021-03-28T01:30:00+01:00', 60],
        ['2021-03-28T03:00:00+02:00', 15],
        ['2021-10-31T01:45:00+02:00', 120],
        ['2021-10-31T02:30:00+02:00', 15],
        ['2021-10-31T02:30:00+01:00', 15],
        ['2021-10-31T03:00:00+01:00', 15],
        ['2021-06-20T23:45:00+02:00', 30],
      ].map(([start, minutes]) => ({ about, kind: about.kind, start, minutes })),
    ),
  )('is the slot’s instant around the clock changes: $kind $start', ({ about, start, minutes }) => {
    const startsAt = at(String(start));
    const endsAt = startsAt + Number(minutes) * 60_000;
    const { event } = read(compose(about, { slot: { startsAt, endsAt } }).calendar);
    expect(event.startDate.toUnixTime() * 1000).toBe(startsAt);
    expect(event.endDate.toUnixTime() * 1000).toBe(endsAt);
  });

  it('is one entry over all its mails, each newer than the one before, and the last takes it back', () => {
    const read3 = publishing.map((about, sequence) => read(compose(about, { sequence }).calendar));
    expect(new Set(read3.map(({ event }) => event.uid)).size).toBe(1);
    expect(read3.map(({ event }) => event.sequence)).toEqual([0, 1, 2]);
    expect(read3.map(({ method }) => method)).toEqual(['PUBLISH', 'PUBLISH', 'CANCEL']);
    const status = read3.map(({ of }) => of.getFirstPropertyValue('status'));
    expect(status).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED']);
    for (const { of } of read3) {
      expect(of.getFirstProperty('attendee')).toBeNull();
      expect(of.getFirstPropertyValue('organizer')).toBe('mailto:buero@stadt.example');
    }
  });

  it('is the same entry when the office writes from another address', () => {
    const moved = input({ kind: 'cancellation', reason: null });
    moved.sender = { name: 'Amt', address: 'amt@kreis.example' };
    const withdrawn = composeMail(moved, loadTemplates('cancellation', 'de', null)).calendar;
    const published = compose({ kind: 'confirmation' }).calendar;
    expect(read(withdrawn).event.uid).toBe(read(published).event.uid);
  });

  it('withdraws a day without a time as well', () => {
    const anytime = { startsAt: null, endsAt: null };
    const { event, method } = read(
      compose({ kind: 'cancellation', reason: null }, { slot: anytime }).calendar,
    );
    expect(method).toBe('CANCEL');
    expect(event.startDate.toString()).toBe('2021-06-20');
  });
});
