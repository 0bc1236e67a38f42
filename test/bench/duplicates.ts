/**
 * Precision, recall, F1, seconds and memory of the duplicate matcher for any labelled CSV:
 *
 *     npm run bench test/bench/duplicates.ts -- FILE… [options]
 *
 * `--layout slotdesk|febrl|rldata` is recognised by the headers; `--map FIELD=HEADER` (repeatable, several
 * headers with `+`) says otherwise. FIELD is one of givenName familyName birthDate email phone street
 * postalCode city person. `person` is who a row really is; `--person-pattern REGEX` takes its first group.
 * `--link`: only pairs between two files count. `--repeat N`: the rows N times over, each copy other people.
 * Three lines of figures: what is proposed to be resolved, that and what a person is asked about, and what is
 * likelier than not. `--errors N` prints N wrong and N missed pairs. Nothing is learned from the labels.
 */
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { collapse } from '../../src/duplicates/distinct.ts';
import { findMatches, type Match } from '../../src/duplicates/match.ts';
import { createRows, type Identity } from '../../src/duplicates/rows.ts';
import { readTable } from './labelled-table.ts';
import { countPairs, listErrors } from './pair-figures.ts';

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    layout: { type: 'string' },
    map: { type: 'string', multiple: true, default: [] },
    'person-pattern': { type: 'string' },
    'min-probability': { type: 'string', default: '0.9' },
    link: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '1' },
    errors: { type: 'string', default: '0' },
  },
});

const rows = createRows();
const people: string[] = [];
const fileOf: number[] = [];
const shown: Identity[] = [];
const keepShown = Number(options.errors) > 0;
const started = performance.now();
for (const [index, file] of files.entries()) {
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  await readTable(source, options, ({ identity, person }) => {
    for (let copy = 0; copy < Number(options.repeat); copy++) {
      const shifted = copy === 0 ? identity : shift(identity, copy);
      rows.add(shifted);
      people.push(copy === 0 ? person : `${person}/${copy}`);
      if (options.link) fileOf.push(index);
      if (keepShown) shown.push(shifted);
    }
  });
}
const read = performance.now();
const distinct = collapse(rows);
const found = findMatches(distinct, { proposeFrom: Number(options['min-probability']) });
const matched = performance.now();

const { user, system } = process.cpuUsage();
const peak = Math.round(process.resourceUsage().maxRSS / 1024);

const percent = (value: number): string => `${(100 * value).toFixed(2)} %`;
const isProposed = ({ kind }: Match): boolean => kind === 'propose';
const linked = options.link ? fileOf : null;
const figures = (name: string, matches: readonly Match[], more = ''): void => {
  const { precision, recall, f1, wrong, missed } = countPairs(matches, people, linked);
  console.log(
    `${name} precision ${precision.toFixed(5)}  recall ${recall.toFixed(5)}  F1 ${f1.toFixed(5)}  (${wrong} wrong, ${missed} missed)${more}`,
  );
};
const queue = found.matches.filter((match) => !isProposed(match)).length;
console.log(
  `rows ${people.length}, compared ${found.pairs}, households ${found.model.households.toFixed(3)} a row`,
);
figures('proposed        ', found.matches.filter(isProposed));
figures(
  'with review     ',
  found.matches,
  `  queue ${queue} = ${percent(queue / people.length)} of rows`,
);
// What is likelier than not, as record linkage is judged elsewhere; grouped anew, not within the figures below.
if (people.length <= 200_000)
  figures(
    'likelier than not',
    findMatches(distinct, { proposeFrom: 0.5 }).matches.filter(isProposed),
  );
console.log(
  `reading ${seconds(read - started)}, matching ${seconds(matched - read)}, CPU of the process ${((user + system) / 1e6).toFixed(2)} s, peak memory ${peak} MB`,
);
if (found.oversize.length > 0) {
  const largest = Math.max(...found.oversize.map(({ size }) => size));
  console.log(`blocks above the limit: ${found.oversize.length}, the largest of ${largest}`);
}
for (const { kind, pair } of listErrors(found.matches, people, Number(options.errors)))
  console.log(kind, ...pair.map((row) => JSON.stringify(Object.values(shown[row] ?? {}))));

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/** Somebody else: family name, street and mailbox in other letters, another date; typos stay typos. */
function shift(identity: Identity, copy: number): Identity {
  const other = (text: string): string =>
    text.replace(/[a-z]/gi, (letter) => {
      const place = (letter.toLowerCase().charCodeAt(0) - 97) * 5 + copy;
      return String.fromCharCode(97 + ((place + (copy >> 3) * (place % 7)) % 26));
    });
  const time = Date.parse(identity.birthDate.replace(/^(\d{4})-?(\d\d)-?(\d\d)$/, '$1-$2-$3'));
  const moved = new Date(time + (copy * 97 * 86_400_000 + copy * copy * 86_400_000));
  return {
    givenName: identity.givenName,
    familyName: other(identity.familyName),
    birthDate: Number.isNaN(time) ? '' : moved.toISOString().slice(0, 10),
    email: other(identity.email),
    phone: identity.phone === '' ? '' : `${identity.phone}${copy}`,
    street: other(identity.street),
    postalCode: identity.postalCode,
    city: identity.city,
  };
}
