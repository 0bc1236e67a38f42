import type { Command } from 'commander';
import { listContingents, type ContingentFigures } from '../../contingents/figures.ts';
import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import type { Style } from '../../terminal/style.ts';
import { renderTable, type Column } from '../../terminal/table.ts';
import { toIso } from '../../time/zone.ts';
import { listStuck } from './remedies.ts';

export function declare(command: Command): Command {
  return command;
}

export async function run(context: Context): Promise<void> {
  const { out, text, actor, language } = context;
  const { database, settings } = await context.campaign();
  const timeZone = settings['campaign.time-zone'];
  const contingents = listContingents(database, actor.now());
  out.result(
    contingents.map((contingent) => ({
      ...toFullDocument(contingent, timeZone),
    })),
    () =>
      contingents.length === 0
        ? [text.contingents.none]
        : renderContingents(contingents, {
            text,
            style: out.style,
            columns: out.columns,
            language,
            timeZone,
            hints: true,
          }),
  );
}

/** A contingent as `status` and `contingent list` print it with `--json`. */
export function toDocument(
  contingent: ContingentFigures,
  timeZone: string,
): Record<string, unknown> {
  const { name, kind, state, opensAt, seats, bound, held, free } = contingent;
  const opens_at = opensAt === null ? null : toIso(timeZone, opensAt);
  return { name, kind, state, opens_at, seats, bound, ...(held > 0 ? { held } : {}), free };
}

/** The same with all that is known of it. */
export function toFullDocument(
  contingent: ContingentFigures,
  timeZone: string,
): Record<string, unknown> {
  const { channels, slots, overbooked, overrideWhy } = contingent;
  return {
    ...toDocument(contingent, timeZone),
    channels,
    slots,
    overbooked,
    override_why: overrideWhy,
  };
}

/** The contingents as a table, with their sum. */
export function renderContingents(
  contingents: readonly ContingentFigures[],
  view: {
    text: Text;
    style: Style;
    columns: number;
    language: Context['language'];
    timeZone: string;
    /** Whether it ends with what is stuck and the commands that mend it. */
    hints: boolean;
  },
): string[] {
  const words = view.text.contingents;
  const { number, moment } = createFormats(view.language, view.timeZone);
  const sum = (pick: (figures: ContingentFigures) => number): string =>
    number(contingents.reduce((total, contingent) => total + pick(contingent), 0));
  const rows = contingents.map((contingent) => ({
    ...contingent,
    opens: contingent.opensAt === null ? '' : moment(contingent.opensAt),
    stands:
      contingent.kind === 'standby'
        ? `${words.states[contingent.state]} (${words.kinds.standby})`
        : words.states[contingent.state],
  }));
  const figure = (
    title: string,
    pick: (figures: ContingentFigures) => number,
  ): Column<(typeof rows)[number]> => ({
    title,
    value: (row) => number(pick(row)),
    align: 'right',
  });
  const overbooked = contingents.some((contingent) => contingent.overbooked > 0);
  const table = renderTable(
    [
      { title: words.name, value: (row) => row.name, flexible: true },
      { title: words.state, value: (row) => row.stands, flexible: true },
      { title: words.opensAt, value: (row) => row.opens },
      figure(words.seats, (row) => row.seats),
      figure(words.bound, (row) => row.bound),
      figure(words.free, (row) => row.free),
      ...(overbooked ? [figure(words.overbooked, (row) => row.overbooked)] : []),
    ],
    rows,
    view.columns,
    view.style.strong,
  );
  const remedies = listStuck(contingents, words.remedies, number).flatMap(([what, how]) => [
    '',
    view.style.warn(what),
    `  ${how}`,
  ]);
  if (contingents.length < 2) return view.hints ? [...table, ...remedies] : table;
  const total = `${words.total}: ${words.seats} ${sum((c) => c.seats)}, ${words.bound} ${sum((c) => c.bound)}, ${words.free} ${sum((c) => c.free)}`;
  return [...table, view.style.faint(total), ...(view.hints ? remedies : [])];
}
