import { describe, expect, it } from 'vitest';
import { planClaims, type ClaimPlan } from '../../src/confirmations/claims.ts';
import type { ClaimTarget } from '../../src/confirmations/claims-storage.ts';
import { readSentList } from '../../src/confirmations/sent-list.ts';

const target = (id: number, more: Partial<ClaimTarget> = {}): ClaimTarget => ({
  id,
  reference: `R${id}`,
  externalId: `SP-${id}`,
  email: `p${id}@citizen.example`,
  binding: true,
  claim: null,
  claimedAt: null,
  ...more,
});

async function plan(targets: ClaimTarget[], ...files: string[]): Promise<ClaimPlan> {
  async function* bytes(text: string): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
  }
  const lists = await Promise.all(
    files.map((text, at) =>
      readSentList(bytes(text), { file: `${at}.csv`, timeZone: 'Europe/Berlin' }),
    ),
  );
  return planClaims(targets, lists);
}

const eight = Date.parse('2021-06-14T08:00:00+02:00');

describe('the portal’s list of sent mails', () => {
  it.each([
    ['email;sent_at\np1@citizen.example;2021-06-14T08:00:00+02:00\n'],
    ['Empfänger,Gesendet am\nP1@Citizen.example,14.06.2021 08:00\n'],
    ['Datum;Uhrzeit;E-Mail\n14.06.2021;8:00 Uhr;p1@citizen.example\n'],
    ['external_id\tVersand\nSP-1\t2021-06-14 08:00:00\n'],
    ['p1@citizen.example;14.06.2021 08:00\n'],
  ])('is understood as %j', async (text) => {
    const { claims, unused } = await plan([target(1), target(2)], text);
    expect([...claims.values()]).toEqual([{ bookingId: 1, claim: 'sent', at: eight }]);
    expect(unused).toEqual([]);
  });

  it('may say yes or no, or nothing but who', async () => {
    const answers = await plan(
      [target(1), target(2)],
      'email;gesendet\np1@citizen.example;ja\np2@citizen.example;nein\n',
    );
    expect([...answers.claims.values()].map(({ claim }) => claim)).toEqual(['sent', 'not_sent']);
    const bare = await plan([target(1)], 'Bestellung\nSP-1\n');
    expect([...bare.claims.values()]).toEqual([{ bookingId: 1, claim: 'sent', at: null }]);
  });

  it('takes nobody of a family for reached if there were fewer mails than bookings', async () => {
    const family = (): ClaimTarget[] =>
      [1, 2].map((id) => target(id, { email: 'home@citizen.example' }));
    const one = 'email;sent_at\nhome@citizen.example;2021-06-14 08:00\n';
    const two = `${one}home@citizen.example;2021-06-14 08:01\n`;
    expect((await plan(family(), one)).unused).toMatchObject([{ line: 2, why: 'several' }]);
    expect((await plan(family(), one, one)).claims.size).toBe(0);
    expect((await plan(family(), two)).claims.size).toBe(2);
    const known = family().map((one, at) => ({
      ...one,
      claim: at === 0 ? ('sent' as const) : null,
    }));
    expect(await plan(known, one)).toMatchObject({ unused: [], unchanged: 1 });
  });

  it('names what it cannot use', async () => {
    const text =
      'email;sent_at\nnobody@citizen.example;2021-06-14 08:00\np1@citizen.example;soon\n;2021-06-14\n';
    const { unused, claims } = await plan([target(1)], text);
    expect(claims.size).toBe(0);
    expect(unused.map(({ line, why }) => [line, why])).toEqual([
      [3, 'unreadable'],
      [4, 'unreadable'],
      [2, 'unknown'],
    ]);
    const cancelled = await plan([target(1, { binding: false })], 'external_id\nSP-1\n');
    expect(cancelled.unused).toMatchObject([{ why: 'cancelled' }]);
    await expect(plan([], 'a;b\n1;2\n')).rejects.toMatchObject({ code: 'evidence_unrecognised' });
  });

  it('keeps the latest time, and a claim to have sent against a later no', async () => {
    const sent = { claim: 'sent' as const, claimedAt: eight };
    const later = 'email;sent_at\np1@citizen.example;2021-06-14 09:00\n';
    const earlier = 'email;sent_at\np1@citizen.example;2021-06-14 07:00\n';
    const no = 'email;sent_at\np1@citizen.example;no\n';
    expect([...(await plan([target(1, sent)], later)).claims.values()]).toMatchObject([
      { at: eight + 3_600_000 },
    ]);
    for (const text of [earlier, no])
      expect(await plan([target(1, sent)], text)).toMatchObject({
        unchanged: 1,
        claims: new Map(),
      });
  });
});
