import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runKilled } from './killed-runs.ts';

const MAILS = 900;
const KILLS = 20;
const CONNECTIONS = 5;

it('a resend that is killed again and again sends no mail twice, loses none, and the log settles what is open', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-kills-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const figures = await runKilled({
    ...{ folder, mails: MAILS, kills: KILLS, connections: CONNECTIONS, limit: 100 },
    whenDone: onTestFinished,
  });
  expect(figures).toMatchObject({ struck: KILLS, copies: 0, wronglySettled: 0, lost: 0 });
  expect(figures.uncertain).toBeLessThanOrEqual(KILLS * CONNECTIONS);
  expect(figures.provenTaken + figures.provenUnsent).toBe(figures.uncertain);
}, 240_000);
