import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk } from '../slotdesk.ts';

const FULL = '/dev/full';
// A device that is always full: Linux has it.
const full = existsSync(FULL);
const desk = openDesk(afterAll);

beforeAll(async () => {
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20');
  await desk.json('contingent', 'add', 'A', '--seats', '400', '--anytime');
  const rows = Array.from(
    { length: 400 },
    (_, index) => `${index};Anna;Test;a${index}@post.example`,
  );
  const input = ['external_id;given_name;family_name;email', ...rows, ''].join('\n');
  await desk.runWith({ input }, 'booking', 'import', '-');
});

describe('a reader that has seen enough', () => {
  it.each([
    ['a list', 'slotdesk booking list | head -1'],
    ['a document', 'slotdesk --json booking list | head -1'],
    ['help', 'slotdesk booking import --help | head -1'],
    ['the help of a noun', 'slotdesk booking 2>&1 | head -1; true'],
    ['a whole demo', 'slotdesk demo there | head -1'],
  ])('ends %s quietly', async (_, line) => {
    const { code, stdout, stderr } = await desk.shell(line);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toHaveLength(2);
  });
});

describe('output that cannot be written', () => {
  it.each([
    ['a list', 'slotdesk booking list'],
    ['a document', 'slotdesk --json status'],
    ['help', 'slotdesk status --help'],
  ])('is no success: %s', async (_, line) => {
    if (!full) return;
    const { code, stderr } = await desk.shell(`${line} > ${FULL}`);
    expect(code).toBe(5);
    expect(stderr).toContain('ENOSPC');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('does not hide the exit code of a refusal that nobody can read', async () => {
    expect((await desk.shell('slotdesk nonsense 2>&-')).code).toBe(2);
    if (full) expect((await desk.shell(`slotdesk nonsense 2> ${FULL}`)).code).toBe(2);
  });

  it('is whole where the reader is slow', async () => {
    const { stdout } = await desk.shell('slotdesk --json booking list | (sleep 0.5; cat)');
    expect(JSON.parse(stdout)).toHaveLength(400);
  });
});
