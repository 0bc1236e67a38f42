import type { Command } from 'commander';
import { openContingent, type ModeChange } from '../../contingents/mode.ts';
import { channels, type Channel } from '../../contingents/state.ts';
import { findContingent } from '../../contingents/storage.ts';
import type { Context } from '../../context.ts';
import { Failure } from '../../failure.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { parseTime } from '../../time/parse.ts';
import { oneOf } from '../options.ts';
import { toFullDocument } from './list.ts';

interface Options {
  at?: string;
  channel?: Channel[];
  override?: boolean;
  why?: string;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['contingent open'];
  return command
    .argument('<name>', words.name)
    .option('--at <time>', options.at)
    .option('--channel <channel>', options.channel, oneOf('--channel', channels, 'channel'))
    .option('--override', options.override)
    .option('--why <text>', options.why);
}

export async function run(
  context: Context,
  options: Options,
  [typed = '']: string[],
): Promise<void> {
  const overrideWhy = readOverride(options);
  const { database, settings } = await context.campaign();
  const { 'campaign.time-zone': timeZone, 'campaign.date': date } = settings;
  const at = options.at === undefined ? null : parseTime(options.at, timeZone, date);
  const id = findContingent(database, typed);
  const done = openContingent(database, context.actor, id, {
    at,
    channels: options.channel ?? null,
    overrideWhy,
  });
  reportMode(context, done, timeZone);
}

function readOverride({ at, override, why }: Options): string | null {
  const reason = why?.trim() ?? '';
  if (override && at !== undefined)
    throw new Failure('options_conflict', { option: '--override', other: '--at' });
  if (override && reason === '') throw new Failure('missing_option', { option: '--why' });
  if (!override && why !== undefined) throw new Failure('missing_option', { option: '--override' });
  return override ? reason : null;
}

/** Says where a contingent stands after its state was changed by hand. */
export function reportMode(
  { out, text, language }: Context,
  { after, changed }: ModeChange,
  timeZone: string,
): void {
  const words = text.contingents;
  const { moment } = createFormats(language, timeZone);
  const { name, state, opensAt } = after;
  out.result({ ...toFullDocument(after, timeZone), changed }, () => {
    const line = {
      open: words.opened(name),
      gated: words.gated(name),
      held: words.heldBack(name),
      closed: words.closed(name),
      scheduled: words.scheduled(name, opensAt === null ? '' : moment(opensAt)),
    }[state];
    return changed ? [line] : [line, words.asBefore];
  });
}
