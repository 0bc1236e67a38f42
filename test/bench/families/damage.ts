/** What a spreadsheet does to a row on the way: never so much that the import would refuse it. */
import { createDraw, type Random } from './random.ts';
import type { Typed } from './row.ts';

type Damage = (typed: Typed, random: Random) => Partial<Typed> | null;

const drawDamage = createDraw<readonly [string, Damage]>([
  [
    ['phone:no-zero', ({ phone }) => onlyIf(/^0[1-9]\d+$/.test(phone), { phone: phone.slice(1) })],
    30,
  ],
  [['phone:no-plus', ({ phone }) => onlyIf(/^\+\d+$/.test(phone), { phone: phone.slice(1) })], 60],
  [['phone:quote', ({ phone }) => onlyIf(phone.startsWith('+'), { phone: `'${phone}` })], 40],
  [
    [
      'birth:serial',
      ({ birth_date }) => onlyIf(birth_date !== '', { birth_date: toSerial(birth_date) }),
    ],
    7,
  ],
  [
    [
      'birth:german',
      ({ birth_date }) => onlyIf(birth_date !== '', { birth_date: toGerman(birth_date, false) }),
    ],
    7,
  ],
  [
    [
      'birth:short',
      ({ birth_date }) => onlyIf(birth_date >= '1922', { birth_date: toGerman(birth_date, true) }),
    ],
    5,
  ],
  [['name:mojibake', ({ given_name, family_name }) => misread(given_name, family_name)], 50],
  [
    [
      'name:blanks',
      ({ given_name, family_name }) => ({
        given_name: `${given_name} `,
        family_name: ` ${family_name}`,
      }),
    ],
    6,
  ],
  [
    [
      'postal:no-zero',
      ({ postal_code }) =>
        onlyIf(postal_code.startsWith('0'), { postal_code: postal_code.slice(1) }),
    ],
    60,
  ],
  [['number:date', ({ house_number }) => readAsDate(house_number)], 400],
]);

/** Damages one thing of the row; `null` where nothing that was drawn fits. */
export function damageRow(
  typed: Typed,
  random: Random,
): { changed: Partial<Typed>; code: string } | null {
  for (let tries = 0; tries < 8; tries += 1) {
    const [code, damage] = drawDamage(random);
    const changed = damage(typed, random);
    if (changed !== null) return { changed, code };
  }
  return null;
}

function onlyIf(isFitting: boolean, changed: Partial<Typed>): Partial<Typed> | null {
  return isFitting ? changed : null;
}

/** Days since 1899-12-30, as Excel counts; 1900 to 2100 would be read as a year, but nobody here is born in 1905. */
function toSerial(iso: string): string {
  return String((Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000);
}

function toGerman(iso: string, isShort: boolean): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return isShort ? `${Number(day)}.${Number(month)}.${year.slice(2)}` : `${day}.${month}.${year}`;
}

// Windows-1252 where it is not Latin-1, from 0x80 on; a blank is a byte that stands for nothing.
const HIGH = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** UTF-8 read as Windows-1252: `MÃ¼ller`. */
function misread(givenName: string, familyName: string): Partial<Typed> | null {
  const given_name = misreadText(givenName);
  const family_name = misreadText(familyName);
  const isWhole = !/[\u0080-\u00a0]/.test(given_name + family_name);
  return onlyIf(isWhole && given_name + family_name !== givenName + familyName, {
    given_name,
    family_name,
  });
}

function misreadText(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (sign) => {
      const letter = HIGH[sign.charCodeAt(0) - 0x80] ?? ' ';
      return letter === ' ' ? sign : letter;
    });
}

const months = 'Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez'.split(' ');

/** House number 3-5 as Excel shows it: `03. Mai`. */
function readAsDate(houseNumber: string): Partial<Typed> | null {
  const [, day = '', month = ''] = /^(\d{1,2})-(\d{1,2})$/.exec(houseNumber) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? null : { house_number: `${day.padStart(2, '0')}. ${name}` };
}
