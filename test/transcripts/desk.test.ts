import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { openDesk } from '../slotdesk.ts';

const desk = openDesk(afterAll);
const add = async (...words: string[]): Promise<string> =>
  (await desk.json('booking', 'add', '--given-name', 'Erika', ...words)).reference;
let erika = '';
let jan = '';

beforeAll(async () => {
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20', '--postal-code', '67346');
  await desk.json('config', 'set', 'mail.from', 'amt@stadt.example');
  const windows = ['--from', '09:00', '--to', '10:00', '--every', '15m'];
  await desk.json('contingent', 'add', 'A', '--seats', '8', ...windows);
  erika = await add('--family-name', 'Müller', '--birth-date', '3.4.61', '--slot', '09:00');
  jan = await add('--family-name', 'Beispiel', '--email', 'jan@beispiel.example');
});

const refusal = async (...words: string[]): Promise<unknown> => {
  const { code, stderr } = await desk.run('--json', ...words);
  return [code, JSON.parse(stderr).error.code];
};

describe('booking search', () => {
  it('finds by what is typed, and shows who it is on 80 columns', async () => {
    for (const text of ['Mueller', 'Müler', 'erika müller', '030461', erika.toLowerCase()]) {
      const { code, stdout } = await desk.run('booking', 'search', ...text.split(' '));
      expect(code).toBe(0);
      expect(stdout).toContain(erika);
      expect(stdout).not.toContain(jan);
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    }
    const [hit] = await desk.json('booking', 'search', 'Müler');
    expect(hit).toMatchObject({ reference: erika, nearness: 'sound', state: 'binding' });
  });

  it('says that there are more, that there is none, and that a reference is mistyped', async () => {
    const few = await desk.run('booking', 'search', 'Erika', '--limit', '1');
    expect(few.stdout).toContain('The first 1; there are more.');
    const none = await desk.run('booking', 'search', 'Niemand', '--lang', 'de');
    expect(none).toMatchObject({ code: 0, stdout: 'Es passt keine Buchung.\n' });
    const wrong = erika.slice(0, -1) + (erika.endsWith('7') ? '9' : '7');
    const near = await desk.run('booking', 'search', wrong);
    expect(near.stdout).toContain(erika);
    expect(near.stderr).toContain('its check character is wrong');
    expect(await refusal('booking', 'search')).toEqual([2, 'missing_argument']);
  });

  it('has its index made anew', async () => {
    const { code, stderr } = await desk.run('booking', 'search', '--rebuild');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'The search index is complete.\n' });
    expect(await desk.json('booking', 'search', 'Mueller')).toHaveLength(1);
    expect((await desk.run('doctor', '--no-relay')).code).toBe(0);
  });
});

describe('booking edit', () => {
  it('shows what stood there and what stands there now', async () => {
    const edit = [
      'booking',
      'edit',
      erika,
      '--email',
      'e@muster.example',
      '--postal-code',
      '67354',
    ];
    const dry = await desk.run(...edit, '--dry-run');
    const before = await desk.json('booking', 'show', erika);
    expect(before.person.email).toBe(null);
    const { stdout } = await desk.run(...edit);
    expect(stdout).toContain('(nothing) → e@muster.example');
    expect(stdout).toContain('outside the entitled area');
    expect(stdout).toContain(`slotdesk mail resend ${erika}`);
    expect(dry.stdout).toContain('Dry run');
    expect(await desk.json('booking', 'search', 'e@muster.example')).toHaveLength(1);
    expect(await desk.json('booking', 'edit', erika, '--email', 'e@muster.example')).toMatchObject({
      changes: [],
      stored: false,
    });
    const cleared = await desk.json('booking', 'edit', erika, '--email', '');
    expect(cleared).toMatchObject({
      changes: [{ field: 'email', before: 'e@muster.example', after: null }],
      stored: true,
      booking: { confirmation: { state: 'none_possible' }, outside_area: true },
    });
  });

  it('takes what an import reads as none for none', async () => {
    const none = ['--email', '-', '--phone', 'keine', '--city', 'n/a'];
    expect(await desk.json('booking', 'edit', erika, ...none)).toMatchObject({
      booking: { person: { email: null, phone: null, city: null } },
    });
  });

  it('takes no value that booking add would not take', async () => {
    const edit = (...words: string[]): Promise<unknown> =>
      refusal('booking', 'edit', erika, ...words);
    expect(await edit('--email', 'a@b.example, c@d.example')).toEqual([2, 'invalid_value']);
    expect(await edit('--birth-date', '31.2.1961')).toEqual([2, 'invalid_value']);
    expect(await edit('--note', '#REF!')).toEqual([2, 'invalid_value']);
    for (const none of [' ', '-'])
      expect(await edit('--family-name', none), none).toEqual([3, 'person_missing']);
    expect(await edit()).toEqual([2, 'one_option_needed']);
    expect(await edit('--dry-run')).toEqual([2, 'one_option_needed']);
  });

  it('is not taken back by the next import of what the portal said before', async () => {
    const file = (family: string): void =>
      writeFileSync(
        join(desk.folder, 'p.csv'),
        `external_id,given_name,family_name,slot_start\nP1,Ute,${family},2021-06-20 09:45\n`,
      );
    file('Probe');
    await desk.json('booking', 'import', 'p.csv');
    // The import has put her into the index: nobody's search has to.
    const doctor = await desk.run('doctor', '--no-relay');
    expect(doctor.stdout).toMatch(/Search index +in order\n/);
    const [ute] = await desk.json('booking', 'search', 'Probe');
    await desk.json('booking', 'edit', ute.reference, '--family-name', 'Proband');
    expect(await desk.json('booking', 'import', 'p.csv')).toMatchObject({ unchanged: 1 });
    file('Anders');
    const again = await desk.run('booking', 'import', 'p.csv', '--update', '--yes');
    expect(again.code).toBe(3);
    expect((await desk.json('booking', 'show', ute.reference)).person.family_name).toBe('Proband');
  });
});

describe('booking rebook', () => {
  it('moves the appointment, and the confirmation of the old one no longer counts', async () => {
    await desk.run('mail', 'resend', jan, '--yes');
    const told = await desk.json('booking', 'show', jan);
    expect(told.confirmation.state).toBe('accepted');
    const { stdout } = await desk.run('booking', 'rebook', jan, '--to', '09:30');
    expect(stdout).toMatch(/09:00–09:15 \(A\)\n  → .*09:30–09:45 \(A\)\nIts seat is free in A/);
    expect(stdout).toContain(`slotdesk mail resend ${jan}`);
    const moved = await desk.json('booking', 'show', jan);
    expect(moved.slot.starts_at).toBe('2021-06-20T09:30:00+02:00');
    expect(moved.confirmation.state).toBe('missing');
    const back = await desk.json('booking', 'rebook', jan, '--to', '09:00');
    expect(back).toMatchObject({ stored: true, after: { confirmation: { state: 'accepted' } } });
  });

  it('names the nearest free windows where none is free, and changes nothing', async () => {
    for (const name of ['Voll', 'Voller']) await add('--family-name', name, '--slot', '09:15');
    const { code, stderr } = await desk.run('booking', 'rebook', jan, '--to', '09:15');
    expect(code).toBe(5);
    expect(stderr).toContain('The nearest free windows: 2021-06-20 09:30, 2021-06-20 09:45');
    expect((await desk.json('booking', 'show', jan)).slot.starts_at).toContain('T09:00');
    expect(await refusal('booking', 'rebook', jan, '--to', '12:00')).toEqual([4, 'window_outside']);
  });
});

describe('booking note', () => {
  it('adds lines, and the audit log says who without what', async () => {
    await desk.run('booking', 'note', erika, 'braucht', 'einen', 'Rollstuhl');
    const { note } = await desk.json(
      'booking',
      'note',
      erika,
      'kommt mit Hund',
      '--actor',
      'platz-3',
    );
    expect(note).toBe('braucht einen Rollstuhl\nkommt mit Hund');
    const log = await desk.run('audit', 'list', '--booking', erika);
    expect(log.stdout).toMatch(/platz-3 +note added/);
    expect(log.stdout).toMatch(/tester +booking corrected/);
    expect(JSON.stringify(await desk.json('audit', 'list'))).not.toContain('Rollstuhl');
  });
});
