import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { undoCases, type Undone } from '../../duplicates/undo.ts';
import type { Text } from '../../i18n/text.ts';
import { toDocument } from './document.ts';
import { parseCase } from './typed.ts';

interface Options {
  dryRun?: boolean;
}

export function declare(command: Command, { commands }: Text): Command {
  const { arguments: words, options } = commands['duplicate undo'];
  return command.argument('<case...>', words.case).option('--dry-run', options.dryRun);
}

export async function run(context: Context, options: Options, typed: string[]): Promise<void> {
  const { actor, out, text } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const dryRun = options.dryRun === true;
  const undone = undoCases(database, actor, typed.map(parseCase), { timeZone, dryRun });
  out.result(
    undone.map(({ case: found, restored }) => ({
      ...toDocument(found, timeZone),
      restored,
      stored: !dryRun,
    })),
    () => [
      ...undone.flatMap((one) => render(text, one)),
      ...(dryRun ? [text.duplicates.resolve.dryRun] : []),
    ],
  );
}

function render({ duplicates: words }: Text, { case: found, restored, was }: Undone): string[] {
  const { undone, states } = words;
  const state = states[found.state];
  const line =
    was === 'dismissed'
      ? undone.dismissed(found.id, state)
      : restored.length === 0
        ? undone.nothingRestored(found.id, state)
        : undone.resolved(found.id, state, restored.join(', '));
  return found.state === 'stale' ? [line, undone.stale] : [line];
}
