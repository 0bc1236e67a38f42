import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMail, toPreviewHtml, type MailInput } from '../../src/confirmations/content.ts';
import { drawQrCode } from '../../src/confirmations/qr-code.ts';
import { loadTemplates } from '../../src/confirmations/templates.ts';
import { buildMessageId } from '../../src/mail/headers.ts';

type Facts = Omit<MailInput, 'campaign' | 'booking'>;

const german = loadTemplates('confirmation', 'de', null);
const english = loadTemplates('confirmation', 'en', null);
const opaque = '5f0c9e7aa1';

const at = (time: string): number => Date.parse(`${time}+02:00`);
const slot = { startsAt: at('2021-06-20T09:15:00'), endsAt: at('2021-06-20T09:30:00') };
const anytime = { startsAt: null, endsAt: null };

function input(
  changes: {
    campaign?: Partial<MailInput['campaign']>;
    booking?: Partial<MailInput['booking']>;
  } & Partial<Facts> = {},
): MailInput {
  const { campaign, booking, ...facts } = changes;
  const sender = { name: 'Stadt Köln', address: 'termine@stadt.example' };
  return {
    about: { kind: 'confirmation' },
    campaign: {
      name: 'Impfaktion',
      location: 'Festplatz, Seestraße 1',
      date: '2021-06-20',
      timeZone: 'Europe/Berlin',
      openingHours: null,
      bring: 'Ausweis; Impfpass\nBrille',
      cancel: '',
      ...campaign,
    },
    booking: {
      reference: 'K7QX-9F2M',
      givenName: 'Jörg',
      familyName: 'Beispiel',
      email: 'familie@post.example',
      slot,
      bookedAt: at('2021-06-14T08:01:00'),
      ...booking,
    },
    sender,
    replyTo: 'buero@stadt.example',
    date: at('2021-06-16T09:00:00'),
    messageId: buildMessageId({
      opaque,
      purpose: 'confirmation',
      version: 1,
      sender: sender.address,
    }),
    opaque,
    sequence: 0,
    ...facts,
  };
}

const words = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('composeMail', () => {
  it('makes a mail that a reader takes apart into what went in', async () => {
    const made = composeMail(input(), german);
    const parsed = await PostalMime.parse(made.content);
    expect(parsed).toMatchObject({
      from: { name: 'Stadt Köln', address: 'termine@stadt.example' },
      replyTo: [{ name: 'Stadt Köln', address: 'buero@stadt.example' }],
      to: [{ name: 'Jörg Beispiel', address: 'familie@post.example' }],
      subject: 'Terminbestätigung: Sonntag, 20. Juni 2021, 09:15–09:30 Uhr (K7QX-9F2M)',
      messageId: '<b5f0c9e7aa1.confirmation.v1@stadt.example>',
      date: '2021-06-16T07:00:00.000Z',
    });
    // The parser ends the last line of a part a second time.
    expect(parsed.text).toBe(`${made.text}\n`);
    expect(parsed.html).toBe(`${made.html}\n`);
    const [image, calendar] = parsed.attachments;
    expect(made.html).toContain(`src="cid:${image?.contentId?.slice(1, -1)}"`);
    expect(image?.content).toEqual(Uint8Array.from(drawQrCode('K7QX-9F2M')).buffer);
    expect(calendar).toMatchObject({ filename: 'termin.ics', method: 'PUBLISH' });
    expect(made.calendar).toContain('METHOD:PUBLISH\r\n');
  });

  it('says the same in English', async () => {
    const made = composeMail(input(), english);
    const parsed = await PostalMime.parse(made.content);
    expect(parsed.subject).toBe(
      'Appointment confirmation: Sunday, 20 June 2021, 09:15–09:30 (K7QX-9F2M)',
    );
    expect(parsed.attachments[1]?.filename).toBe('appointment.ics');
    expect(made.calendar).toContain('DESCRIPTION:Reference: K7QX-9F2M\\nSunday\\, 20 June 2021');
  });

  it('says that the seat is binding, and asks to give back what is too much', () => {
    const { text, html } = composeMail(input(), german);
    for (const part of [words(text), words(html.replaceAll(/<[^>]*>/g, ''))]) {
      expect(part).toContain('verbindlich gebucht');
      expect(part).toContain('Bitte sagen Sie jeden Termin ab, den Sie nicht brauchen.');
      expect(part).toContain('auch wenn mehrere in einem Auto kommen');
      expect(part).toContain('Antworten Sie auf diese E-Mail (buero@stadt.example)');
    }
    for (const thing of ['Ausweis', 'Impfpass', 'Brille']) expect(text).toContain(`\n- ${thing}\n`);
  });

  it('is the same byte for byte for the same facts', () => {
    const again = composeMail(input(), loadTemplates('confirmation', 'de', null));
    expect(again.content.equals(composeMail(input(), german).content)).toBe(true);
  });

  it('gives each member of a family a mail of their own', () => {
    const mails = ['K7QX-9F2M', 'B3ND-77RT'].map((reference, index) =>
      composeMail(input({ booking: { reference }, opaque: `${index}` }), german),
    );
    expect(new Set(mails.map((mail) => mail.subject)).size).toBe(2);
    expect(new Set(mails.map((mail) => mail.qrCode?.contentId)).size).toBe(2);
    expect(new Set(mails.map((mail) => /^UID:.*$/m.exec(mail.calendar ?? '')?.[0])).size).toBe(2);
  });

  it('puts nothing of the person into ids, which servers log', () => {
    const content = composeMail(input(), german).content.toString();
    for (const [id = ''] of content.matchAll(/^(Message-ID|Content-ID|UID):.*$/gm))
      expect(id).not.toMatch(/J.rg|Beispiel|familie|K7QX|9F2M/i);
  });

  it('keeps the id of the calendar entry over versions and raises its sequence', () => {
    const first = composeMail(input(), german).calendar ?? '';
    const second = composeMail(input({ sequence: 1 }), german).calendar ?? '';
    expect(/^UID:.*$/m.exec(second)?.[0]).toBe(/^UID:.*$/m.exec(first)?.[0]);
    expect(first).toContain('\r\nSEQUENCE:0\r\n');
    expect(second).toContain('\r\nSEQUENCE:1\r\n');
  });

  it('tells of the day of booking only if that was not today, in the campaign’s zone', () => {
    const told = (bookedAt: number | null): boolean =>
      composeMail(input({ booking: { bookedAt } }), german).text.includes('Gebucht am');
    expect(told(at('2021-06-15T23:59:00'))).toBe(true);
    expect(told(at('2021-06-16T00:01:00'))).toBe(false);
    expect(told(null)).toBe(false);
  });

  it('writes to people who gave only one name, or none', () => {
    const greet = (givenName: string | null, familyName: string | null): string =>
      composeMail(input({ booking: { givenName, familyName } }), german).text.split('\n')[0] ?? '';
    expect(greet('Erika', null)).toBe('Guten Tag Erika,');
    expect(greet(null, ' Beispiel ')).toBe('Guten Tag Beispiel,');
    expect(greet(null, '')).toBe('Guten Tag,');
  });
});

describe('the slot in words', () => {
  const slotIn = (templates: typeof german, changes: Parameters<typeof input>[0]): string =>
    /: (.*) \(/.exec(composeMail(input(changes), templates).subject)?.[1] ?? '';

  it.each([
    [
      '09:15',
      '09:30',
      'Sonntag, 20. Juni 2021, 09:15–09:30 Uhr',
      'Sunday, 20 June 2021, 09:15–09:30',
    ],
    [
      '23:45',
      '24:00',
      'Sonntag, 20. Juni 2021, 23:45–24:00 Uhr',
      'Sunday, 20 June 2021, 23:45–24:00',
    ],
    [
      '23:45',
      '24:15',
      'Sonntag, 20. Juni 2021, 23:45 Uhr bis Montag, 21. Juni 2021, 00:15 Uhr',
      'Sunday, 20 June 2021, 23:45 to Monday, 21 June 2021, 00:15',
    ],
  ])('from %s to %s', (start, end, inGerman, inEnglish) => {
    const [startsAt, endsAt] = [start, end].map((time) => {
      const [hours, minutes] = time.split(':').map(Number);
      return at('2021-06-20T00:00:00') + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
    });
    const booking = { slot: { startsAt: startsAt ?? 0, endsAt: endsAt ?? 0 } };
    expect(slotIn(german, { booking })).toBe(inGerman);
    expect(slotIn(english, { booking })).toBe(inEnglish);
  });

  it('names the zone where the clock shows a time twice', () => {
    const startsAt = Date.parse('2021-10-31T02:45:00+02:00');
    const booking = { slot: { startsAt, endsAt: startsAt + 900_000 } };
    expect(slotIn(german, { booking })).toBe('Sonntag, 31. Oktober 2021, 02:45 MESZ–02:00 MEZ Uhr');
  });

  it('goes by the campaign’s zone', () => {
    const campaign = { timeZone: 'America/New_York' };
    expect(slotIn(english, { campaign })).toBe('Sunday, 20 June 2021, 03:15–03:30');
  });

  it('of a slot without a time is the day, with the opening hours where they are known', () => {
    const booking = { slot: anytime };
    const openingHours = { startsAt: at('2021-06-20T07:00:00'), endsAt: at('2021-06-20T14:00:00') };
    expect(slotIn(german, { booking, campaign: { openingHours } })).toBe(
      'Sonntag, 20. Juni 2021, jederzeit zwischen 07:00 und 14:00 Uhr',
    );
    expect(slotIn(english, { booking, campaign: { openingHours } })).toBe(
      'Sunday, 20 June 2021, at any time between 07:00 and 14:00',
    );
    expect(slotIn(english, { booking })).toBe(
      'Sunday, 20 June 2021, at any time during opening hours',
    );
    expect(composeMail(input({ booking }), german).calendar).toContain(
      'DTSTART;VALUE=DATE:20210620\r\nDTEND;VALUE=DATE:20210621\r\n',
    );
  });

  it('needs the campaign’s date only where the slot has none', () => {
    const campaign = { date: '' };
    expect(slotIn(german, { campaign })).toContain('Sonntag, 20. Juni 2021');
    expect(() => composeMail(input({ campaign, booking: { slot: anytime } }), german)).toThrow(
      expect.objectContaining({ code: 'setting_missing', facts: { key: 'campaign.date' } }),
    );
  });
});

describe('what people wrote into their names', () => {
  const evil = '</p><script>alert(1)</script>\r\nBcc: x@evil.example\u0000\u202Egnp';

  it('stands in the mail as text and nothing else', async () => {
    const made = composeMail(input({ booking: { givenName: evil } }), german);
    expect(made.html).not.toContain('<script>');
    expect(made.html).toContain('&lt;script&gt;');
    // oxlint-disable-next-line no-control-regex
    expect(made.text + made.html + made.subject).not.toMatch(/[\u0000\r\u202E]/);
    const parsed = await PostalMime.parse(made.content);
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.to).toHaveLength(1);
    expect(parsed.to?.[0]).toMatchObject({
      name: '</p><script>alert(1)</script> Bcc: x@evil.example gnp Beispiel',
      address: 'familie@post.example',
    });
  });

  it('cannot speak the template language', () => {
    const { text } = composeMail(
      input({ booking: { givenName: '{{reply_address}}', familyName: '{{> x}}' } }),
      german,
    );
    expect(text).toContain('Guten Tag {{reply_address}} {{> x}},');
  });

  it('does not disturb the calendar', () => {
    const campaign = { name: 'Aktion; "Sommer"\r\nATTENDEE:x', location: 'Platz,\nTor 2' };
    const { calendar } = composeMail(input({ campaign }), german);
    const found = ICAL.Component.fromString(calendar ?? '').getFirstSubcomponent('vevent');
    expect(found?.getFirstPropertyValue('summary')).toBe('Aktion; "Sommer" ATTENDEE:x');
    expect(found?.getFirstPropertyValue('location')).toBe('Platz, Tor 2');
    expect(found?.getFirstProperty('attendee')).toBeNull();
  });
});

describe('toPreviewHtml', () => {
  it('shows the same page with the image inside', () => {
    const made = composeMail(input(), german);
    const preview = toPreviewHtml(made);
    expect(preview).not.toContain('cid:');
    const [, data = ''] = /src="data:image\/png;base64,([^"]+)"/.exec(preview) ?? [];
    expect(Buffer.from(data, 'base64').equals(drawQrCode('K7QX-9F2M'))).toBe(true);
    expect(preview.replace(/data:[^"]+/, `cid:${made.qrCode?.contentId}`)).toBe(made.html);
  });
});
