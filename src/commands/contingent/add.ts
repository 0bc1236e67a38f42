import type { Command } from 'commander';
import type { Campaign } from '../../campaign/campaign.ts';
import { addContingent } from '../../contingents/add.ts';
import { channels, type Channel } from '../../contingents/state.ts';
import { checkDays, cutWindows, type Window } from '../../contingents/windows.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { parseDate, parseDuration, parseTime } from '../../time/parse.ts';
import { count, oneOf } from '../options.ts';

interface Options {
  seats: number;
  opensAt?: string;
  hold?: boolean;
  standby?: boolean;
  channel?: Channel[];
  from?: string;
  to?: string;
  every?: string;
  date?: string[];
  anytime?: boolean;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['contingent add'];
  return command
    .argument('<name>', words.name)
    .requiredOption('--seats <n>', options.seats, count('--seats'))
    .option('--opens-at <time>', options.opensAt)
    .option('--hold', options.hold)
    .option('--standby', options.standby)
    .option('--channel <channel>', options.channel, oneOf('--channel', channels, 'channel'))
    .option('--from <time>', options.from)
    .option('--to <time>', options.to)
    .option('--every <duration>', options.every)
    .option('--date <date>', options.date, readDates)
    .option('--anytime', options.anytime);
}

export async function run(
  context: Context,
  options: Options,
  [typed = '']: string[],
): Promise<void> {
  const { out, text, actor, language } = context;
  const name = typed.trim().normalize('NFC');
  if (name === '')
    throw new Failure('invalid_value', { option: '<name>', value: typed, expected: 'text' });
  const campaign = await context.campaign();
  const { 'campaign.time-zone': timeZone, 'campaign.date': date } = campaign.settings;
  const windows = planWindows(campaign, options);
  const opensAt = options.opensAt === undefined ? null : parseTime(options.opensAt, timeZone, date);
  addContingent(campaign.database, actor, {
    name,
    kind: options.standby ? 'standby' : 'regular',
    mode: options.hold ? 'held' : 'timed',
    opensAt,
    channels: [...new Set(options.channel)],
    seats: options.seats,
    windows,
  });
  const { number } = createFormats(language, timeZone);
  const slots = windows === 'anytime' ? 1 : windows.length;
  out.result({ name, seats: options.seats, slots }, () => {
    const words = text.contingents;
    const where = windows === 'anytime' ? words.anytime : words.windows(slots, number(slots));
    return [words.added(name, number(options.seats), where)];
  });
}

function readDates(value: string, before: string[] = []): string[] {
  const dates = value.split(',').map((word) => {
    const date = parseDate(word);
    if (date === null)
      throw new Failure('invalid_value', { option: '--date', value: word, expected: 'date' });
    return date;
  });
  return [...new Set([...before, ...dates])];
}

function planWindows(campaign: Campaign, options: Options): Window[] | 'anytime' {
  const { anytime, from, to, every, date } = options;
  if (anytime) {
    const typed = from ?? to ?? every ?? date;
    if (typed !== undefined) {
      throw new Failure('options_conflict', {
        option: '--anytime',
        other: '--from/--to/--every/--date',
      });
    }
    return 'anytime';
  }
  if (from === undefined || to === undefined || every === undefined) {
    throw new Failure('one_option_needed', { options: ['--from … --to … --every …', '--anytime'] });
  }
  const length = parseDuration(every);
  if (length === null)
    throw new Failure('invalid_value', { option: '--every', value: every, expected: 'duration' });
  const { 'campaign.time-zone': timeZone, 'campaign.date': first } = campaign.settings;
  const windows = (date ?? [first]).flatMap((day) => {
    const startsAt = parseTime(from, timeZone, day);
    const span = { startsAt, endsAt: parseTime(to, timeZone, day) };
    return cutWindows(span, length, { from, to, every });
  });
  if (new Set(windows.map(({ startsAt }) => startsAt)).size < windows.length)
    throw new Failure('options_conflict', { option: '--date', other: '--from' });
  checkDays(windows, timeZone, {
    date: first,
    lastDate: campaign.settings['campaign.last-date'],
  });
  return windows;
}
