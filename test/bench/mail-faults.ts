/**
 * The long run of test/faults/mail-faults.test.ts: mails through a relay that refuses, defers, drops, hangs and lies at
 * every stage, until none waits.
 *
 *     npm run bench test/bench/mail-faults.ts -- --mails 100000 --connections 5 --seed 1
 */
import { parseArgs } from 'node:util';
import { runFaulted } from '../faults/faulted-run.ts';

const { values } = parseArgs({
  options: {
    mails: { type: 'string', default: '100000' },
    connections: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
});
const close: (() => void)[] = [];
const started = performance.now();
try {
  const figures = await runFaulted({
    mails: Number(values.mails),
    connections: Number(values.connections),
    seed: Number(values.seed),
    whenDone: (done) => close.push(done),
    progress: (left) => process.stderr.write(`\r${left} left  `),
  });
  process.stderr.write('\r');
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(JSON.stringify({ ...figures, seconds }, null, 2));
} finally {
  for (const done of close) done();
}
