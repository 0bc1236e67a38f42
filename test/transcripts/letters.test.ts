import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCampaign, openDesk, type Desk } from '../slotdesk.ts';

async function openLetters(): Promise<Desk> {
  const desk = openDesk();
  await openCampaign(desk, 28);
  const rows = [
    'Ada,Ärmel,,06232 1234,"Gasse 1, <b>Hof</b>",67346,Speyer,2021-06-20 07:00,no',
    'Ben,=Muster,ben@citizen.example,,,,,2021-06-20 07:00,no',
    'Cem,Muster,,,Weg 2,67346,Speyer,2021-06-20 07:15,no',
  ];
  const header =
    'given_name,family_name,email,phone,street,postal_code,city,slot_start,confirmation_sent';
  writeFileSync(join(desk.folder, 'portal.csv'), `${header}\n${rows.join('\n')}\n`);
  await desk.json('booking', 'import', 'portal.csv');
  return desk;
}

describe('mail letters', () => {
  it('lists those without an address until they are marked as contacted', async () => {
    const desk = await openLetters();
    const [ada, cem] = await desk.json('mail', 'letters');
    expect([ada, cem]).toMatchObject([
      { phone: '06232 1234', state: 'none_possible', why: 'no_address', done_at: null },
      { phone: null, why: 'no_address' },
    ]);
    const shown = await desk.run('status');
    expect(shown.stdout).toMatch(/To be written to or called: 2 +slotdesk mail letters/);

    expect(await desk.json('mail', 'letters', '--done', ada.reference)).toEqual({
      marked: 1,
      unchanged: 0,
    });
    expect(await desk.json('mail', 'letters', '--done', ada.reference)).toEqual({
      marked: 0,
      unchanged: 1,
    });
    expect(await desk.json('mail', 'letters')).toEqual([cem]);
    expect((await desk.run('status')).stdout).toMatch(/To be written to or called: 1/);
    expect(await desk.json('mail', 'letters', '--all')).toMatchObject([
      { reference: ada.reference, done_at: '2021-06-14T20:15:00+02:00' },
      { done_at: null },
    ]);
    await desk.json('mail', 'letters', '--undo', ada.reference);
    expect(await desk.json('mail', 'letters')).toEqual([ada, cem]);
    expect((await desk.run('doctor')).code).toBe(0);
  });

  it('writes the list for Excel and as a page to print, for its owner alone', async () => {
    const desk = await openLetters();
    const german = (...words: string[]): ReturnType<Desk['run']> =>
      desk.runWith({ env: { SLOTDESK_LANG: 'de' } }, ...words);
    expect((await german('mail', 'letters', '-o', 'briefe.csv')).stdout).toContain('Personen: 2');
    await german('mail', 'letters', '-o', 'anrufe.html');
    const csv = readFileSync(join(desk.folder, 'briefe.csv'), 'utf8');
    expect(csv.startsWith('\uFEFF"Vorgangsnummer";"Vorname";"Nachname";"Straße";')).toBe(true);
    expect(csv).toContain(
      '"Ada";"Ärmel";"Gasse 1, <b>Hof</b>";"67346";"Speyer";"06232 1234";"";"2021-06-20";"07:00";"07:15"',
    );
    const page = readFileSync(join(desk.folder, 'anrufe.html'), 'utf8');
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('Gasse 1, &lt;b&gt;Hof&lt;/b&gt;<br>67346 Speyer');
    expect(page).not.toContain('<b>');
    expect(page).toContain('So., 20.06.2021, 07:00–07:15');
    for (const file of ['briefe.csv', 'anrufe.html'])
      expect(statSync(join(desk.folder, file)).mode & 0o077).toBe(0);
  });

  it('lists those whose appointment the office took away, until they are told; not who cancelled it', async () => {
    const desk = await openLetters();
    const [ada, cem] = await desk.json('mail', 'letters');
    await desk.json('mail', 'letters', '--done', ada.reference, cem.reference);
    await desk.json('booking', 'cancel', ada.reference, '--reason', 'staff');
    await desk.json('booking', 'cancel', cem.reference, '--reason', 'citizen');
    expect(await desk.json('mail', 'letters')).toMatchObject([
      { reference: ada.reference, booking: 'cancelled', why: 'no_address', done_at: null },
    ]);
    expect((await desk.run('status')).stdout).toMatch(/To be written to or called: 1/);
    const shown = await desk.run('mail', 'letters');
    expect(shown.stdout).toContain('appointment cancelled; no e-mail');
    await desk.json('mail', 'letters', '--done', ada.reference);
    expect(await desk.json('mail', 'letters')).toEqual([]);
    expect((await desk.run('status')).stdout).not.toContain('To be written to or called');
    expect((await desk.run('doctor')).code).toBe(0);
  });

  it('refuses what it does not understand', async () => {
    const desk = await openLetters();
    expect(await desk.run('mail', 'letters', '-o', 'list.pdf')).toMatchObject({ code: 2 });
    expect(await desk.run('mail', 'letters', 'K7QX-9F2M')).toMatchObject({ code: 2 });
    expect(await desk.run('mail', 'letters', '--done')).toMatchObject({ code: 2 });
    expect(await desk.run('mail', 'letters', '--done', '--undo', 'x')).toMatchObject({ code: 2 });
    expect(await desk.run('mail', 'letters', '--done', '0000-0000')).toMatchObject({ code: 4 });
  });
});
