import { fields } from './fields.ts';
import type { Layout } from './layout.ts';
import { handMade } from './layouts-hand-made.ts';
import { portals } from './layouts-portals.ts';
import { pretixCheckIn, pretixOrders, pretixPositions } from './layouts-pretix.ts';

const own: Layout = {
  name: 'slotdesk',
  signature: [],
  dateOrder: null,
  columns: Object.fromEntries(fields.map((field) => [field, [field]])),
};

/** In the order in which one of two equal fits is taken. */
export const layouts: readonly Layout[] = [
  own,
  pretixPositions,
  pretixOrders,
  pretixCheckIn,
  ...portals,
  handMade,
];

/** An export of ours writes it before the headers that are no field, so that none is taken for one. */
export const EXTRA_PREFIX = 'extra: ';

/** Columns a rejects file adds; they say what was wrong, once it is mended they say nothing. */
export const rejectColumns = ['slotdesk_line', 'slotdesk_column', 'slotdesk_reason'] as const;

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A header as it is compared: `E-Mail *`, `e_mail:` and `EMail` are one, `Straße` and `STRASSE` too. */
export function foldHeader(header: string): string {
  return header
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\uFEFF\u200B*:._\p{Pd}]/gu, '')
    .replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter);
}
