import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk } from '../slotdesk.ts';

const desk = openDesk(afterAll);
const held: Record<string, string> = {};

beforeAll(async () => {
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20');
  await desk.json('contingent', 'add', 'Alle', '--seats', '40', '--anytime');
  for (const [given, family, born, email] of [
    ['Elisabeth', 'Brennhöfer', '1961-04-03', 'familie@brennhoefer.example'],
    ['Rainer', 'Brennhöfer', '1959-09-30', 'familie@brennhoefer.example'],
    ['Werner', 'Kies', '1948-03-02', 'werner@post.example'],
  ] as const) {
    const { reference } = await add(given, family, born, email);
    held[given] = reference;
  }
});

function add(
  given: string,
  family: string,
  born: string,
  ...email: string[]
): Promise<{ reference: string; already_holds?: string[] }> {
  const name = ['--given-name', given, '--family-name', family, '--birth-date', born];
  const more = email.flatMap((address) => ['--email', address]);
  return desk.json('booking', 'add', ...name, ...more) as ReturnType<typeof add>;
}

describe('booking add', () => {
  it.each([
    ['the same again', ['Elisabeth', 'Brennhöfer', '1961-04-03']],
    ['another spelling', ['Elisabeth', 'Brennhoefer', '1961-04-03']],
    ['a short name', ['Lisbeth', 'Brennhöfer', '1961-04-03']],
    ['the names swapped', ['Brennhöfer', 'Elisabeth', '1961-04-03']],
    ['a slip in the birth date', ['Elisabeth', 'Brennhöfer', '1961-03-04']],
  ] as const)('tells what a person holds already: %s', async (_, [given, family, born]) => {
    const { already_holds: found, reference } = await add(given, family, born);
    expect(found).toContain(held['Elisabeth']);
    await desk.json('booking', 'cancel', reference, '--reason', 'staff', '--yes');
  });

  it('tells nothing of a sister, a son or a namesake', async () => {
    const mailbox = 'familie@brennhoefer.example';
    expect(await add('Katja', 'Brennhöfer', '1961-04-03', mailbox)).not.toHaveProperty(
      'already_holds',
    );
    expect(await add('Werner', 'Kies', '1979-10-21')).not.toHaveProperty('already_holds');
  });

  it('says it in words, and books', async () => {
    const { stderr, code } = await desk.run(
      ...['booking', 'add', '--given-name', 'Rainer', '--family-name', 'Brennhöfer'],
      ...['--birth-date', '1959-09-30', '--lang', 'de'],
    );
    expect(code).toBe(0);
    expect(stderr).toContain(`Rainer Brennhöfer hat schon ${held['Rainer']}, `);
  });
});
