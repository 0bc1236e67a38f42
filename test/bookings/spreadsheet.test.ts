import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { openCampaign, openDesk, type Desk } from '../slotdesk.ts';

const hasOffice = spawnSync('soffice', ['--version']).status === 0;
const signs = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r=',
  '＝',
  '＋',
  '－',
  '＠',
  "'=",
  "''=",
  '"=',
  ';=',
  ',=',
  '|=',
  ' =',
  '\n=',
];
const formulas = [
  '1+1',
  'HYPERLINK("http://post.example";"hier")',
  "cmd|'/c calc'!A0",
  'SUM(1;2)',
  '49 171 5550100',
];
const nasty = signs.flatMap((sign) => formulas.map((formula) => sign + formula));

/**
 * How LibreOffice shows a CSV that a German double-clicks, told to run whatever is a formula; separated by
 * `;` as our dialect, or by `,` as a spreadsheet that is not German would cut it.
 */
function open(
  desk: Desk,
  file: string,
  separator: ';' | ',',
): { formulas: number; texts: string[] } {
  const form = `CSV:${separator.charCodeAt(0)},34,76,1,,1031,false,true,false,false,false,0,true`;
  const profile = `-env:UserInstallation=file://${join(desk.folder, 'profile')}`;
  const words = [profile, '--headless', `--infilter=${form}`, '--convert-to', 'fods', file];
  const { status } = spawnSync('soffice', words, { cwd: desk.folder });
  expect(status).toBe(0);
  const sheet = readFileSync(join(desk.folder, file.replace('.csv', '.fods')), 'utf8');
  const cells =
    sheet.match(/<table:table-cell[^>]*value-type="string"[^>]*>.*?<\/table:table-cell>/gs) ?? [];
  return { formulas: sheet.match(/table:formula=/g)?.length ?? 0, texts: cells.flatMap(readTexts) };
}

/** Neighbours that are the same are written once. */
function readTexts(cell: string): string[] {
  const count = /^<[^>]*number-columns-repeated="(\d+)"/.exec(cell)?.[1];
  return Array.from({ length: Number(count ?? 1) }, () => readText(cell));
}

function readText(cell: string): string {
  const lines = [...cell.matchAll(/<text:p>(.*?)<\/text:p>|<text:p\/>/gs)].map(
    ([, line = '']) => line,
  );
  return lines
    .join('\n')
    .replaceAll('<text:tab/>', '\t')
    .replaceAll(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count = '1') => ' '.repeat(Number(count)))
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

const isNumber = (cell: string): boolean => /^[\d.:, ]*$/.test(cell);

test.runIf(hasOffice)(
  'LibreOffice runs no cell of an export, and shows each as it was written',
  async () => {
    const desk = openDesk();
    await openCampaign(desk);
    const rows = nasty.map((text, at) =>
      JSON.stringify({
        external_id: `N${at}`,
        family_name: text,
        phone: text,
        note: text,
        slot_start: '07:00',
        'Frage 1': text,
      }),
    );
    writeFileSync(join(desk.folder, 'in.jsonl'), rows.join('\n'));
    await desk.json('booking', 'import', 'in.jsonl', '--allow-overbooked', '--contingent', '8 Uhr');
    await desk.json('booking', 'export', '-o', 'out.csv');
    const text = readFileSync(join(desk.folder, 'out.csv'), 'utf8');
    const written = parse(text, { bom: true, delimiter: ';' }).flat();
    const shown = open(desk, 'out.csv', ';');
    expect(shown.formulas).toBe(0);
    expect(shown.texts.filter((cell) => !isNumber(cell))).toEqual(
      written.filter((cell) => !isNumber(cell)).map((cell) => cell.replaceAll(/\r\n?/g, '\n')),
    );
    expect(open(desk, 'out.csv', ',').formulas).toBe(0);
  },
  60_000,
);

test.runIf(hasOffice)(
  'which it would, were they not neutralised',
  () => {
    const desk = openDesk();
    writeFileSync(join(desk.folder, 'bare.csv'), '\uFEFF"=1+1";"x"\r\n');
    expect(open(desk, 'bare.csv', ';').formulas).toBe(1);
  },
  60_000,
);
