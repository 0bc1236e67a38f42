import type { Command } from 'commander';
import { fullName } from '../../bookings/person.ts';
import type { Context } from '../../context.ts';
import { caseStates, findWeakest, type Case, type CaseState } from '../../duplicates/case.ts';
import { listCases } from '../../duplicates/cases-storage.ts';
import { countOpenCases, isSearchDue } from '../../duplicates/counts.ts';
import { suggestKeep } from '../../duplicates/keep.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { renderTable } from '../../terminal/table.ts';
import { oneOf, positiveCount } from '../options.ts';
import { listOthers, toDocument } from './document.ts';
import { listReasons, writePercent } from './wording.ts';

interface Options {
  state?: CaseState[];
  limit?: number;
}

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands['duplicate list'];
  return command
    .option('--state <states>', options.state, oneOf('--state', caseStates, 'case_state'))
    .option('--limit <n>', options.limit, positiveCount('--limit'));
}

export async function run(context: Context, { state, limit }: Options): Promise<void> {
  const { out, text, language } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const { number } = createFormats(language, timeZone);
  const words = text.duplicates;
  const all = listCases(database, state ?? ['open']);
  const cases = all.slice(0, limit);
  const isUnsearched = countOpenCases(database) === null;
  if (isUnsearched) out.note(words.neverSearched);
  else if (isSearchDue(database)) out.note(words.due);
  out.result(
    cases.map((found) => toDocument(found, timeZone)),
    () => {
      if (cases.length === 0) return isUnsearched ? [] : [words.none];
      const rest = all.length - cases.length;
      return [
        ...renderCases(context, cases),
        out.style.faint(words.count(all.length, number(all.length))),
        ...(rest > 0 ? [out.style.faint(words.more(number(rest)))] : []),
      ];
    },
  );
}

function renderCases({ out, text, language }: Context, cases: readonly Case[]): string[] {
  const words = text.duplicates;
  const { number } = createFormats(language, 'UTC');
  const isOpenOnly = cases.every(({ state }) => state === 'open');
  return renderTable<Case>(
    [
      { title: words.case, value: ({ id }) => String(id), align: 'right' },
      ...(isOpenOnly
        ? []
        : [{ title: words.state, value: ({ state }: Case) => words.states[state] }]),
      {
        title: words.probability,
        value: ({ probability }) => writePercent(text, probability),
        align: 'right',
        paint: (cell, { kind }) => (kind === 'propose' ? out.style.good(cell) : cell),
      },
      { title: words.bookings, value: writeReferences },
      {
        title: words.frees,
        value: (found) => {
          const keep = suggestKeep(found.members);
          return number(keep === null ? 0 : listOthers(found, keep.member).length);
        },
        align: 'right',
      },
      { title: words.who, value: writeNames, flexible: true },
      ...(out.columns < WIDE
        ? []
        : [{ title: words.reasons, value: (found: Case) => explain(text, found), flexible: true }]),
    ],
    cases,
    out.columns,
    out.style.strong,
  );
}

const SHOWN = 2;
const WIDE = 110;

function writeReferences({ members }: Case): string {
  const shown = members.slice(0, SHOWN).map(({ reference }) => reference);
  const rest = members.length - SHOWN;
  return shown.join(' ') + (rest > 0 ? ` +${rest}` : '');
}

/** The names as they were given, each once. */
function writeNames({ members }: Case): string {
  return [...new Set(members.map(fullName))].join(' / ');
}

/** What speaks against one person is what makes a case worth a look, and what speaks for it the rest. */
function explain(text: Text, found: Case): string {
  const evidence = findWeakest(found)?.evidence ?? [];
  return [listReasons(text, evidence, 'against'), listReasons(text, evidence, 'for')]
    .filter((part) => part !== '')
    .join(', ');
}
