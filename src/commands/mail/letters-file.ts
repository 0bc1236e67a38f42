import { fullName } from '../../bookings/person.ts';
import type { Letter } from '../../confirmations/letters.ts';
import type { Context } from '../../context.ts';
import { formatForExcel } from '../../csv/excel.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Text } from '../../i18n/text.ts';
import { toLocal } from '../../time/zone.ts';

/** Why no mail reaches somebody, in plain words. */
export function explainLetter({ letters, evidence }: Text, { why, booking }: Letter): string {
  const words: Record<Letter['why'], string> = { ...letters.whys, ...evidence.reasons };
  return booking.state === 'cancelled' ? letters.cancelled(words[why]) : words[why];
}

/** The list as a spreadsheet, for a mail merge or a call list. */
export function writeLettersCsv(
  { text, language }: Context,
  letters: readonly Letter[],
  timeZone: string,
): string {
  const words = text.letters;
  const { moment } = createFormats(language, timeZone);
  const header = [
    words.reference,
    words.givenName,
    words.familyName,
    words.street,
    words.postalCode,
    words.city,
    words.phone,
    words.email,
    words.date,
    words.from,
    words.to,
    words.contingent,
    words.why,
    words.contacted,
  ];
  const lines = letters.map((letter) => {
    const { reference, person, slot, contingent } = letter.booking;
    const from = slot.startsAt === null ? null : toLocal(timeZone, slot.startsAt);
    const to = slot.endsAt === null ? null : toLocal(timeZone, slot.endsAt);
    return [
      reference,
      person.givenName ?? '',
      person.familyName ?? '',
      person.street ?? '',
      person.postalCode ?? '',
      person.city ?? '',
      person.phone ?? '',
      person.email ?? '',
      from === null ? words.anytime : from.date,
      from?.time.slice(0, 5) ?? '',
      to?.time.slice(0, 5) ?? '',
      contingent,
      explainLetter(text, letter),
      letter.doneAt === null ? '' : moment(letter.doneAt),
    ];
  });
  return formatForExcel([header, ...lines]);
}

const STYLE = `
@page { size: A4 landscape; margin: 12mm }
body { font: 10pt/1.35 sans-serif; margin: 0 }
h1 { font-size: 14pt; margin: 0 }
p { margin: 1mm 0 4mm }
table { border-collapse: collapse; width: 100% }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: 0.3mm solid #888; padding: 1.5mm; text-align: left; vertical-align: top }
td.box { text-align: center; font-size: 14pt }
td.reference { font-family: monospace; white-space: nowrap }
`;

/** The list as one page to print, with a box to tick for each person. It loads nothing from anywhere. */
export function writeLettersPage(
  { text, language }: Context,
  letters: readonly Letter[],
  { title, timeZone, now }: { title: string; timeZone: string; now: number },
): string {
  const words = text.letters;
  const { number, moment, window } = createFormats(language, timeZone);
  const head = [
    words.contacted,
    words.reference,
    words.name,
    words.address,
    words.phone,
    words.appointment,
    words.why,
  ];
  const rows = letters.map((letter) => {
    const { reference, person, slot } = letter.booking;
    const place = [person.postalCode, person.city].filter((part) => part !== null).join(' ');
    const address = [person.street ?? '', place].filter((part) => part !== '');
    const when =
      slot.startsAt === null || slot.endsAt === null
        ? words.anytime
        : window(slot.startsAt, slot.endsAt);
    return [
      `<td class="box">${letter.doneAt === null ? '☐' : '☑'}</td>`,
      `<td class="reference">${escapeHtml(reference)}</td>`,
      `<td>${escapeHtml(fullName(person))}</td>`,
      `<td>${address.map(escapeHtml).join('<br>')}</td>`,
      `<td>${escapeHtml(person.phone ?? '')}</td>`,
      `<td>${escapeHtml(when)}</td>`,
      `<td>${escapeHtml(explainLetter(text, letter))}</td>`,
    ].join('');
  });
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(words.asOf(moment(now), number(letters.length)))}</p>
<table>
<thead><tr>${head.map((cell) => `<th>${escapeHtml(cell)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row}</tr>`).join('\n')}
</tbody>
</table>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
