import type { Command } from 'commander';
import { resolveSetting } from '../../campaign/precedence.ts';
import { settingKeys } from '../../campaign/settings.ts';
import type { Context } from '../../context.ts';
import { renderTable } from '../../terminal/table.ts';

export function declare(command: Command): Command {
  return command;
}

export async function run(context: Context): Promise<void> {
  const { out, text, env } = context;
  const { database } = await context.campaign();
  const rows = settingKeys.map((key) => ({ key, ...resolveSetting(database, env, key) }));
  const words = text.campaign;
  out.result(Object.fromEntries(rows.map((row) => [row.key, row.value])), () =>
    renderTable(
      [
        { title: words.key, value: (row) => row.key },
        { title: words.value, value: (row) => row.value, flexible: true },
        { title: words.origin, value: (row) => words.origins[row.origin] },
      ],
      rows,
      out.columns,
      out.style.strong,
    ),
  );
}
