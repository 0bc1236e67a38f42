import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A refusal as the contract wants it: what, what to do, the exit code, and no stack trace. */
export function expectRefusal(ran: Ran, code: number, words: string | RegExp): void {
  const lines = ran.stderr.trimEnd().split('\n');
  expect({ code: ran.code, lines: lines.length }, ran.stderr).toEqual({ code, lines: 2 });
  const [what = '', toDo = ''] = lines;
  expect(what).toMatch(/^slotdesk: \S/);
  expect(toDo).toMatch(/\S/);
  expect(what.replace('slotdesk: ', '')).toMatch(words);
  expect(ran.stderr).not.toMatch(/^\s+at |node:internal|undefined|\[object|NaN/m);
}

// The lock of the mail runner: empty, and made before anything is done.
const LOCK = /-mail$/;

/** Every file in a folder and what is in it, to see that a refusal changes nothing. */
export function takeStock(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  const files = paths.filter((path) => !LOCK.test(path) && statSync(join(folder, path)).isFile());
  const hash = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  return Object.fromEntries(files.map((path) => [path, hash(path)]));
}
