import type { Command } from 'commander';
import { verifyAudit } from '../../audit/verify.ts';
import type { Context } from '../../context.ts';
import { exitCodes } from '../../failure.ts';
import { createFormats } from '../../i18n/formats.ts';

export function declare(command: Command): Command {
  return command;
}

export async function run(context: Context): Promise<number> {
  const { out, text, language } = context;
  const { database } = await context.campaign();
  const { entries, firstBad } = verifyAudit(database);
  const { number } = createFormats(language, 'UTC');
  const ok = firstBad === null;
  out.result({ entries, ok, first_bad: firstBad }, () =>
    ok ? [text.audit.sound(number(entries))] : text.audit.broken(number(firstBad)),
  );
  return ok ? 0 : exitCodes.database_unsound;
}
