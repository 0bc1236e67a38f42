/**
 * A labelled list of invented German families, to measure a duplicate matcher with; what it holds is told
 * on standard error.
 *
 *     npm run bench test/bench/families.ts -- --rows 100000 --rebookings 0.01 --seed 1 -o families.csv
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatRecords } from '../../src/csv/write.ts';
import { inventFamilies } from './families/invent.ts';
import { columns } from './families/row.ts';
import { summarise } from './families/summary.ts';

const AT_ONCE = 10_000;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    rebookings: { type: 'string', default: '0.01' },
    seed: { type: 'string', default: '1' },
    output: { type: 'string', short: 'o' },
  },
});
const rows = inventFamilies({
  seed: Number(values.seed),
  rows: Number(values.rows),
  rebookings: Number(values.rebookings),
});
const file = values.output === undefined ? 1 : openSync(values.output, 'w');
const form = { delimiter: ',', lineEnd: 'lf' } as const;
writeSync(file, formatRecords([columns], form));
for (let from = 0; from < rows.length; from += AT_ONCE) {
  const records = rows.slice(from, from + AT_ONCE).map((row) => columns.map((name) => row[name]));
  writeWhole(file, Buffer.from(formatRecords(records, form)));
}
if (file !== 1) closeSync(file);
console.error(JSON.stringify(summarise(rows), null, 2));

function writeWhole(to: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) written += writeSync(to, bytes, written);
}
