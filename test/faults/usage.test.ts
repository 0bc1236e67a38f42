import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { expectRefusal, takeStock } from '../refusal.ts';
import { openCampaign, openDesk } from '../slotdesk.ts';

const desk = openDesk(afterAll);
const KNOWN = 'K7QX-9F2M';

beforeAll(async () => {
  await openCampaign(desk);
});

/** What is typed, the exit code, and what the message names. */
const typed: [string, number, RegExp][] = [
  ['nonsense', 2, /no command “nonsense”/],
  ['statsu', 2, /Did you mean “status”/],
  ['booking nonsense', 2, /no command “nonsense”/],
  ['booking lst', 2, /Did you mean “list”/],
  ['status --nonsense', 2, /no option “--nonsense”/],
  ['status --jsn', 2, /Did you mean “--json”/],
  ['status extra', 2, /“extra” is one argument too many/],
  ['--lang fr status', 2, /--lang cannot be “fr”/],
  ['init --name', 2, /--name <name> needs a value/],
  ['--db other.db init', 2, /--name/],
  ['--db other.db init --name X', 2, /--date/],
  ['--db other.db init --name X --date 31.02.2021', 2, /31\.02\.2021/],
  ['--db other.db init --name X --date 2021-06-20 --postal-code 1,2', 2, /1,2/],
  ['--db other.db init --name X --date 2021-06-20 --time-zone Mars/Base', 2, /Mars\/Base/],
  ['init --name X --date 2021-06-20', 5, /is there already/],
  ['config get', 2, /<key>/],
  ['config get mail.relai', 4, /Did you mean “mail\.relay”/],
  ['config set mail.rate', 2, /<value>/],
  ['config set mail.rate often', 3, /often/],
  ['config set mail.from nobody', 3, /nobody/],
  ['config set mail.from a@b.example,c@d.example', 3, /a@b\.example,c@d\.example/],
  ['config set mail.connections 1000', 3, /1000/],
  ['config set mail.relay ftp://host', 3, /ftp:\/\/host/],
  ['config set campaign.date someday', 3, /someday/],
  ['config set campaign.language fr', 3, /fr/],
  ['config set area.postal-codes abc', 3, /abc/],
  ['contingent add', 2, /--seats|<name>/],
  ['contingent add X --anytime', 2, /--seats/],
  ['contingent add X --seats many --anytime', 2, /many/],
  ['contingent add X --seats -5 --anytime', 2, /-5/],
  ['contingent add X --seats 5', 2, /--anytime/],
  ['contingent add X --seats 5 --from 7:00', 2, /--to/],
  ['contingent add X --seats 5 --anytime --from 7:00 --to 8:00 --every 15m', 2, /exclude/],
  ['contingent add X --seats 5 --from 9:00 --to 8:00 --every 15m', 3, /9:00/],
  ['contingent add X --seats 5 --from 8:00 --to 9:00 --every 17m', 3, /17m/],
  ['contingent add X --seats 5 --from 25:00 --to 26:00 --every 15m', 3, /25:00/],
  ['contingent add X --seats 5 --from 8:00 --to 9:00 --every often', 2, /often/],
  ['contingent add X --seats 5 --anytime --opens-at soon', 3, /soon/],
  ['contingent add X --seats 5 --anytime --channel fax', 2, /fax/],
  ['contingent add 8__Uhr --seats 5 --anytime', 5, /8 Uhr/],
  ['booking import', 2, /<file>/],
  ['booking list --limit 0', 2, /--limit/],
  ['booking list --state lost', 2, /lost/],
  ['booking list --confirmation lost', 2, /lost/],
  ['booking list --contingent none', 4, /none/],
  ['booking show', 2, /<reference>/],
  ['booking show K7QX', 3, /K7QX/],
  ['booking show K7QX-9F2N', 3, /check character/],
  [`booking show ${KNOWN}`, 4, /K7QX-9F2M/],
  ['mail missing --state lost', 2, /lost/],
  ['mail list --state lost', 2, /lost/],
  ['mail preview', 2, /<reference>/],
  [`mail preview ${KNOWN}`, 4, /K7QX-9F2M/],
  ['mail test', 2, /<address>/],
  ['mail test nobody', 2, /nobody/],
  ['mail test a@b.example,c@d.example', 2, /a@b\.example,c@d\.example/],
  ['mail resend', 2, /--missing/],
  [`mail resend --missing ${KNOWN}`, 2, /exclude/],
  [`mail resend ${KNOWN}`, 4, /K7QX-9F2M/],
  ['mail resend --missing --rate often', 2, /often/],
  ['mail resend --missing --connections 0', 2, /--connections/],
  ['mail resend --missing --limit many', 2, /many/],
  ['mail resend --missing --relay nowhere', 3, /nowhere/],
  ['demo there extra', 2, /extra/],
];

const split = (line: string): string[] => line.split(' ').map((word) => word.replaceAll('__', ' '));

describe('wrong usage', () => {
  it.each(typed)('%s: exit %i, one clear message, nothing changed', async (line, code, words) => {
    const before = takeStock(desk.folder);
    const ran = await desk.run(...split(line));
    expectRefusal(ran, code, words);
    expect(ran.stdout).toBe('');
    expect(takeStock(desk.folder)).toEqual(before);
  });

  it('is one JSON document on standard error with --json, and nothing on standard output', async () => {
    for (const [line, code] of typed.filter((_, index) => index % 6 === 0)) {
      const ran = await desk.run('--json', ...split(line));
      expect({ line, code: ran.code, stdout: ran.stdout }).toEqual({ line, code, stdout: '' });
      const { error } = JSON.parse(ran.stderr) as { error: Record<string, unknown> };
      expect(Object.keys(error)).toEqual(['code', 'message', 'hint', 'details']);
      expect(error['code']).toMatch(/^[a-z_]+$/);
    }
  });

  it('is said in German to whoever speaks it', async () => {
    for (const [line] of typed.filter((_, index) => index % 5 === 0)) {
      const english = await desk.run(...split(line));
      const german = await desk.runWith({ env: { LANG: 'de_DE.UTF-8' } }, ...split(line));
      const [what, toDo] = english.stderr.split('\n');
      const [was, tun] = german.stderr.split('\n');
      expect(german.code, line).toBe(english.code);
      expect(was, line).not.toBe(what);
      if (!line.includes('--lang')) expect(tun, line).not.toBe(toDo);
    }
  });
});
