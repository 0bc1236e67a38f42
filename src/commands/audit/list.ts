import type { Command } from 'commander';
import { listAuditEntries, type AuditEntry } from '../../audit/list.ts';
import { formatReference, requireReference } from '../../bookings/reference.ts';
import { findBooking } from '../../bookings/storage.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { renderTable } from '../../terminal/table.ts';
import { parseTime } from '../../time/parse.ts';
import { toIso } from '../../time/zone.ts';
import { positiveCount } from '../options.ts';

interface Options {
  /** The global option: somebody who only reads leaves no line, so here it chooses whose are shown. */
  actor?: string;
  booking?: string;
  since?: string;
  limit?: number;
}

const NAMED = 3;

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands['audit list'];
  return command
    .option('--actor <name>', options.actor)
    .option('--booking <reference>', options.booking)
    .option('--since <time>', options.since)
    .option('--limit <n>', options.limit, positiveCount('--limit'));
}

export async function run(context: Context, options: Options): Promise<void> {
  const { out, text, language } = context;
  const { database, settings } = await context.campaign();
  const { actor, booking, since, limit } = options;
  const timeZone = settings['campaign.time-zone'];
  const date = settings['campaign.date'];
  const entries = listAuditEntries(database, {
    ...(actor === undefined ? {} : { actor }),
    ...(booking === undefined
      ? {}
      : { booking: findBooking(database, requireReference(booking)).id }),
    ...(since === undefined ? {} : { since: parseTime(since, timeZone, date) }),
    ...(limit === undefined ? {} : { limit }),
  });
  const { moment } = createFormats(language, timeZone);
  const document = entries.map((entry) => ({
    entry: entry.id,
    at: toIso(timeZone, entry.at),
    actor: entry.actor,
    action: entry.action,
    references: entry.references.map(formatReference),
    contingents: entry.contingents,
    facts: entry.facts,
  }));
  const words = text.audit;
  out.result(document, () =>
    entries.length === 0
      ? [words.nothing]
      : renderTable(
          [
            { title: words.at, value: ({ at }) => moment(at) },
            { title: words.actor, value: (entry) => entry.actor, flexible: true },
            { title: words.action, value: ({ action }) => sayAction(text, action), flexible: true },
            { title: words.subject, value: (entry) => describe(text, entry), flexible: true },
          ],
          entries,
          out.columns,
          out.style.strong,
        ),
  );
}

// A newer slotdesk may have left lines that this one has no words for.
function sayAction({ audit }: Text, action: string): string {
  return Object.entries(audit.actions).find(([known]) => known === action)?.[1] ?? action;
}

function describe({ audit }: Text, { references, contingents, facts }: AuditEntry): string {
  const named = references.slice(0, NAMED).map(formatReference);
  const more = references.length - named.length;
  const parts = [...named, ...(more > 0 ? [audit.more(String(more))] : []), ...contingents];
  const { settings, imported, updated, release } = facts;
  if (Array.isArray(settings)) parts.push(...settings.map(String));
  if (typeof imported === 'number')
    parts.push(audit.imported(String(imported), String(Number(updated ?? 0))));
  if (typeof release === 'number') parts.push(audit.release(String(release)));
  return parts.join(', ');
}
