import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCampaign } from '../../src/campaign/campaign.ts';
import { readCase } from '../../src/duplicates/cases-storage.ts';
import { resolveCases, type Choice } from '../../src/duplicates/resolve.ts';
import { Failure } from '../../src/failure.ts';
import { openDesk, type Desk } from '../slotdesk.ts';

const HEADER = 'external_id,given_name,family_name,birth_date,email,phone,street,postal_code,city';
const HOME = 'jm@post.example,06232 100001,Hauptstraße 5,67346,Speyer';
const RHINE = 'v@post.example,06232 100003,Am Rhein 1,67346,Speyer';

/** Jürgen writes his names in two ways; Lena and Lea, of a family of four, may be twins. */
async function openFound(): Promise<Desk> {
  const desk = openDesk();
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20');
  await desk.json('contingent', 'add', 'Alle', '--seats', '90', '--anytime');
  const rows = [
    `A1,Jürgen,Müller-Voß,1958-03-21,${HOME}`,
    `A2,Juergen,Mueller Voss,1958-03-21,${HOME.replace('Hauptstraße', 'Hauptstr.').replace('jm@', 'jvm@')}`,
    `B1,Lena,Vorlage,1990-07-30,${RHINE}`,
    `B2,Lea,Vorlage,1990-07-30,${RHINE}`,
    `B3,Karl,Vorlage,1961-02-01,${RHINE}`,
    `B4,Sabine,Vorlage,1963-11-09,${RHINE}`,
  ];
  writeFileSync(join(desk.folder, 'p.csv'), [HEADER, ...rows, ''].join('\n'));
  await desk.json('booking', 'import', 'p.csv');
  await desk.json('duplicate', 'find');
  return desk;
}

interface Shown {
  case: number;
  pairs: { objections: string[] }[];
  members: { person: { given_name: string } }[];
}

async function showAll(desk: Desk): Promise<Record<string, Shown>> {
  const cases = (await desk.json('duplicate', 'list')) as { case: number }[];
  const shown: Record<string, Shown> = {};
  for (const { case: id } of cases) {
    const one = (await desk.json('duplicate', 'show', String(id))) as Shown;
    shown[JSON.stringify(one.members).includes('Lena') ? 'twins' : 'one'] = one;
  }
  return shown;
}

describe('duplicate show', () => {
  it('marks what the matcher takes for different, and no other spelling', async () => {
    const desk = await openFound();
    const { one } = await showAll(desk);
    const { stdout } = await desk.run('duplicate', 'show', String(one?.case));
    expect(stdout).toMatch(/^Given name +Jürgen +Juergen$/m);
    expect(stdout).toMatch(/^Family name +Müller-Voß +Mueller Voss$/m);
    expect(stdout).toMatch(/^Street +Hauptstraße 5 +Hauptstr. 5$/m);
    expect(stdout).toMatch(/^E-mail +≠ jm@post.example +jvm@post.example$/m);
  });

  it('names what keeps twins from being taken for one, in both languages and as data', async () => {
    const desk = await openFound();
    const { one, twins } = await showAll(desk);
    expect(one?.pairs.map(({ objections }) => objections)).toEqual([[]]);
    expect(twins?.pairs.map(({ objections }) => objections)).toEqual([['twins']]);
    const id = String(twins?.case);
    expect((await desk.run('duplicate', 'show', id)).stdout).toContain('! Twins, perhaps');
    const german = await desk.run('duplicate', 'show', id, '--lang', 'de');
    expect(german.stdout).toContain('! Vielleicht Zwillinge');
  });

  it('names that somebody has decided', async () => {
    const desk = await openFound();
    const { one } = await showAll(desk);
    const id = String(one?.case);
    await desk.json('duplicate', 'dismiss', id, '--why', 'uncle and nephew');
    const shown = (await desk.json('duplicate', 'show', id)) as Shown;
    expect(shown.pairs.map(({ objections }) => objections)).toEqual([['decided']]);
    expect((await desk.run('duplicate', 'show', id)).stdout).toContain('! Somebody has decided');
  });
});

describe('resolving what was shown', () => {
  async function attempt(change: (choice: Required<Choice>) => Choice): Promise<string | null> {
    const desk = await openFound();
    const { one } = await showAll(desk);
    const { database } = openCampaign(desk.file, { waiting: () => undefined });
    onTestFinished(() => void database.close());
    const found = readCase(database, one?.case ?? 0);
    const [keep, other] = found.members.map(({ id }) => id);
    const { probability } = found;
    const shown = { probability, cancel: [other ?? 0] };
    const choice = change({ case: found.id, keep: keep ?? 0, shown });
    const count = (): unknown =>
      database.prepare("SELECT count(*) FROM booking WHERE state = 'binding'").pluck().get();
    const actor = { name: 'tester', now: () => 0 };
    try {
      resolveCases(database, actor, [choice], { freedSeatsTo: null, dryRun: false });
      expect(count()).toBe(5);
      return null;
    } catch (error) {
      expect(count()).toBe(6);
      return error instanceof Failure ? error.code : String(error);
    }
  }

  it.each<[string, (choice: Required<Choice>) => Choice, string | null]>([
    ['is done', (choice) => choice, null],
    [
      'is refused where more would be cancelled',
      ({ shown, ...choice }) => ({ ...choice, shown: { ...shown, cancel: [] } }),
      'case_changed',
    ],
    [
      'is refused where it has become less sure',
      ({ shown, ...choice }) => ({ ...choice, shown: { ...shown, probability: 1 } }),
      'case_changed',
    ],
  ])('%s', async (_, change, code) => {
    expect(await attempt(change)).toBe(code);
  });
});
