/**
 * The long run of test/faults/mail-kill.test.ts: the real binary killed a thousand times at random moments.
 *
 *     npm run bench test/bench/mail-kills.ts -- --kills 1000 --mails 20000
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runKilled } from '../faults/killed-runs.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    mails: { type: 'string', default: '20000' },
    connections: { type: 'string', default: '5' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'slotdesk-kills-'));
const close: (() => void)[] = [];
try {
  const figures = await runKilled({
    folder,
    mails: Number(values.mails),
    kills: Number(values.kills),
    connections: Number(values.connections),
    limit: 100,
    whenDone: (done) => close.push(done),
  });
  console.log(JSON.stringify(figures, null, 2));
} finally {
  for (const done of close) done();
  rmSync(folder, { recursive: true, force: true });
}
