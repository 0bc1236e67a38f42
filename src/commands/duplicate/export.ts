import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { formatForExcel } from '../../csv/excel.ts';
import { caseStates, findWeakest, type Case, type CaseState } from '../../duplicates/case.ts';
import { listCases } from '../../duplicates/cases-storage.ts';
import { suggestKeep } from '../../duplicates/keep.ts';
import { writeFileWhole } from '../../files.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import type { Database } from '../../database/statements.ts';
import { oneOf } from '../options.ts';
import { readBookings } from './show.ts';
import { listReasons, writePercent } from './wording.ts';

interface Options {
  output?: string;
  state?: CaseState[];
}

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands['duplicate export'];
  return command
    .option('-o, --output <file>', options.output)
    .option('--state <states>', options.state, oneOf('--state', caseStates, 'case_state'));
}

export async function run(context: Context, { output, state }: Options): Promise<void> {
  const { out, text, language } = context;
  const { database, settings } = await context.campaign();
  const cases = listCases(database, state ?? ['open']);
  const timeZone = settings['campaign.time-zone'];
  const lines = cases.flatMap((found) => writeCase(context, database, found, timeZone));
  const csv = formatForExcel([listTitles(text), ...lines]);
  if (output === undefined) {
    await out.raw(csv);
    return;
  }
  const file = context.path(output);
  writeFileWhole(file, csv);
  const { number } = createFormats(language, timeZone);
  out.result({ file, cases: cases.length, lines: lines.length }, () => [
    text.duplicates.exported(file, number(lines.length)),
  ]);
}

function listTitles({ bookings, duplicates }: Text): string[] {
  return [
    duplicates.case,
    duplicates.state,
    duplicates.probability,
    duplicates.columns.suggestion,
    bookings.reference,
    duplicates.givenName,
    duplicates.familyName,
    bookings.birthDate,
    bookings.email,
    bookings.phone,
    duplicates.street,
    duplicates.place,
    bookings.slot,
    bookings.contingent,
    bookings.bookedAt,
    duplicates.columns.for,
    duplicates.columns.against,
    duplicates.columns.decision,
    duplicates.columns.remark,
  ];
}

function writeCase(
  { text, language }: Context,
  database: Database,
  found: Case,
  timeZone: string,
): string[][] {
  const words = text.duplicates;
  const { date, moment, window } = createFormats(language, timeZone);
  const keep = suggestKeep(found.members)?.member.id;
  const evidence = findWeakest(found)?.evidence ?? [];
  const reasons = [listReasons(text, evidence, 'for'), listReasons(text, evidence, 'against')];
  return readBookings(database, found).map((booking) => {
    const { person, slot } = booking;
    const suggestion = booking.id === keep ? words.columns.keep : words.columns.cancel;
    return [
      String(found.id),
      words.states[found.state],
      writePercent(text, found.probability),
      found.state === 'open' ? suggestion : text.bookings.states[booking.state],
      booking.reference,
      person.givenName ?? '',
      person.familyName ?? '',
      person.birthDate === null ? '' : date(person.birthDate),
      person.email ?? '',
      person.phone ?? '',
      person.street ?? '',
      [person.postalCode, person.city].filter((part) => part !== null).join(' '),
      slot.startsAt === null || slot.endsAt === null
        ? text.bookings.anytime
        : window(slot.startsAt, slot.endsAt),
      booking.contingent,
      booking.bookedAt === null ? '' : moment(booking.bookedAt),
      ...reasons,
      '',
      '',
    ];
  });
}
