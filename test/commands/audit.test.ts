import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk } from '../slotdesk.ts';

const desk = openDesk(afterAll);
const at = (time: string): { env: Record<string, string> } => ({
  env: { SLOTDESK_NOW: `2021-06-15T${time}:00+02:00`, SLOTDESK_ACTOR: 'edv' },
});
let anna = '';
let bert = '';

beforeAll(async () => {
  await desk.runWith(at('08:00'), 'init', '--name', 'Aktion', '--date', '2021-06-20');
  await desk.runWith(at('08:01'), 'config', 'set', 'mail.from', 'amt@city.example');
  await desk.runWith(at('08:02'), 'contingent', 'add', 'Alle', '--seats', '9', '--anytime');
  const rows =
    'given_name;family_name;email\nAnna;Amsel;anna@post.example\nBert;Busch;b@post.example\n';
  writeFileSync(join(desk.folder, 'rows.csv'), rows);
  await desk.runWith(at('09:00'), '--quiet', 'booking', 'import', 'rows.csv');
  type Row = { reference: string; person: { given_name: string } };
  const list = (await desk.json('booking', 'list')) as Row[];
  const find = (name: string): string =>
    list.find(({ person }) => person.given_name === name)?.reference ?? '';
  [anna, bert] = [find('Anna'), find('Bert')];
  await desk.runWith(at('10:00'), '--quiet', 'mail', 'resend', anna, '--yes');
  const cancel = ['booking', 'cancel', bert, '--reason', 'citizen', '--yes'];
  await desk.runWith(at('11:00'), '--actor', 'desk-3', ...cancel);
});

const actions = (entries: { action: string }[]): string[] => entries.map(({ action }) => action);

describe('audit list', () => {
  it('says who did what when, oldest first', async () => {
    const { stdout } = await desk.run('audit', 'list', '--lang', 'de');
    const lines = stdout.trim().split('\n');
    expect(lines[1]).toMatch(/15\.06\.2021, 08:00 +edv +Aktion angelegt +campaign\./);
    expect(lines[2]).toMatch(/Einstellung geändert +mail\.from$/);
    expect(lines[3]).toMatch(/Kontingent angelegt +Alle$/);
    expect(lines[4]).toMatch(/Buchungen importiert +2 neu, 0 geändert$/);
    expect(lines.at(-1)).toMatch(new RegExp(`11:00 +desk-3 +Buchung storniert +${bert}$`));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('shows one booking with its import and its mails, and nobody else', async () => {
    const entries = (await desk.json('audit', 'list', '--booking', anna)) as {
      action: string;
      references: string[];
    }[];
    expect(actions(entries)).toContain('booking.import');
    expect(actions(entries)).toContain('mail.prepare');
    expect(actions(entries)).toContain('mail.progress');
    expect(actions(entries)).not.toContain('booking.cancel');
    for (const { action, references } of entries)
      if (action !== 'booking.import') expect(references).toEqual([anna]);
  });

  it('chooses by clerk, by time, and the newest so many', async () => {
    expect(actions(await desk.json('audit', 'list', '--actor', 'desk-3'))).toEqual([
      'booking.cancel',
    ]);
    expect(actions(await desk.json('audit', 'list', '--since', '2021-06-15 10:30'))).toEqual([
      'booking.cancel',
    ]);
    expect(await desk.json('audit', 'list', '--limit', '2')).toHaveLength(2);
    expect((await desk.run('audit', 'list', '--actor', 'nobody')).stdout).toMatch(/no such line/);
  });

  it('names no person', async () => {
    const { stdout } = await desk.run('audit', 'list', '--json');
    expect(stdout).not.toMatch(/Anna|Amsel|post\.example/);
  });

  it('refuses a reference that is wrong', async () => {
    expect((await desk.run('audit', 'list', '--booking', 'hello')).code).toBe(3);
  });
});

describe('audit verify', () => {
  it('finds the chain unbroken, and says where somebody broke it', async () => {
    const { entries } = (await desk.json('audit', 'verify')) as { entries: number };
    expect(await desk.json('audit', 'verify')).toEqual({ entries, ok: true, first_bad: null });
    const database = new BetterSqlite3(desk.file);
    database.exec("DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'x' WHERE id = 3");
    database.close();
    const { code, stdout } = await desk.run('audit', 'verify', '--json');
    expect(code).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, first_bad: 3 });
    expect((await desk.run('audit', 'verify', '--lang', 'de')).stdout).toMatch(
      /in Zeile 3 gebrochen/,
    );
  });
});
