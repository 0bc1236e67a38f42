import type { Change, ChangeList } from './change.ts';
import type { Typed } from './row.ts';
import { abbreviateStreet, writePhone } from './typing.ts';
import { makeTypo, slipDigit } from './typo.ts';

/** ISO date of the day before the campaign: nobody who books is born later. */
const LAST = '2021-06-19';

function isBirthDate(iso: string): boolean {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return iso >= '1900' && iso <= LAST && new Date(time || 0).toISOString().startsWith(iso);
}

function toBirthDate(iso: string): Partial<Typed> | null {
  return isBirthDate(iso) ? { birth_date: iso } : null;
}

const slipBirthDate: Change = ({ birth_date }, { random }) => {
  if (birth_date === '') return null;
  const digits = birth_date.replaceAll('-', '');
  const at = random.pick([0, 4, 6]);
  const length = at === 0 ? 4 : 2;
  const part = slipDigit(digits.slice(at, at + length), random);
  const slipped = digits.slice(0, at) + part + digits.slice(at + length);
  return toBirthDate(`${slipped.slice(0, 4)}-${slipped.slice(4, 6)}-${slipped.slice(6)}`);
};

const swapDayAndMonth: Change = ({ birth_date }) => {
  const [year = '', month = '', day = ''] = birth_date.split('-');
  return toBirthDate(`${year}-${day}-${month}`);
};

/** How a birth date is typed the second time. */
export const birthDateChanges: ChangeList = [
  ['birth:digit', 55, slipBirthDate],
  ['birth:day-month', 20, swapDayAndMonth],
  [
    'birth:missing',
    25,
    (_, { person }) => (person.kin.startsWith('namesakes') ? null : { birth_date: '' }),
  ],
];

const giveOtherEmail: Change = (typed, scene) => {
  const { random, session, person, contacts, others } = scene;
  const [housemate] = others.filter(
    ({ household, email }) =>
      household === person.household && email !== '' && email !== typed.email,
  );
  if (housemate !== undefined && random.chance(0.5)) return { email: housemate.email };
  session.email ??= contacts.inventEmail(person, random);
  return { email: session.email };
};

const slipEmail: Change = ({ email }, { random }) => {
  const [mailbox = '', host = ''] = email.split('@');
  const [name = ''] = host.split('.');
  const isHost = random.chance(0.4);
  const slipped = makeTypo(isHost ? name : mailbox, random);
  // Two dots in a row, or one at an end, make no address: the portal would have refused it.
  if (slipped === null || /^\.|\.\.|\.$/.test(slipped)) return null;
  return { email: toAscii(isHost ? `${mailbox}@${slipped}.example` : `${slipped}@${host}`) };
};

function toAscii(email: string): string {
  return email.replace(/[äöü]/g, 'o');
}

const giveOtherPhone: Change = (_, { random, session, contacts }) => {
  session.phone ??= contacts.inventMobile(random);
  return { phone: writePhone(session.phone, random) };
};

/** How somebody is to be reached the second time. */
export const contactChanges: ChangeList = [
  ['email:other', 20, giveOtherEmail],
  ['email:none', 10, () => ({ email: '' })],
  ['email:typo', 10, slipEmail],
  [
    'email:tag',
    2,
    ({ email }) => (email === '' ? null : { email: email.replace('@', '+termin@') }),
  ],
  [
    'email:capitals',
    4,
    ({ email }) => ({ email: email.replace(/^[a-z]/, (letter) => letter.toUpperCase()) }),
  ],
  ['phone:other', 14, giveOtherPhone],
  ['phone:none', 12, () => ({ phone: '' })],
  ['phone:notation', 24, (_, { person, random }) => ({ phone: writePhone(person.phone, random) })],
  [
    'phone:digit',
    4,
    ({ phone }, { random }) => (phone === '' ? null : { phone: slipLast(phone, random.below(10)) }),
  ],
];

function slipLast(phone: string, digit: number): string {
  return phone.slice(0, -1) + String(digit);
}

const moveHouse: Change = (typed, { random, places }) => {
  if (typed.street === '') return null;
  const { street, houseNumber, ...town } = places.invent(random);
  return { street, house_number: houseNumber, postal_code: town.postalCode, city: town.city };
};

/** How an address is typed the second time. */
export const addressChanges: ChangeList = [
  ['address:abbreviated', 30, ({ street }) => ({ street: abbreviateStreet(street) })],
  [
    'address:street-typo',
    10,
    ({ street }, { random }) => {
      const slipped = makeTypo(street, random);
      return slipped === null ? null : { street: slipped };
    },
  ],
  [
    'address:other-number',
    12,
    ({ street }, { random }) =>
      street === '' ? null : { house_number: String(1 + random.below(90)) },
  ],
  [
    'address:number-with-street',
    10,
    ({ street, house_number }) =>
      street === '' ? null : { street: `${street} ${house_number}`, house_number: '' },
  ],
  [
    'address:postal-code-typo',
    16,
    ({ postal_code }, { random }) => ({ postal_code: slipDigit(postal_code, random) }),
  ],
  ['address:moved', 8, moveHouse],
  ['address:no-street', 8, () => ({ street: '', house_number: '' })],
  ['address:no-city', 6, () => ({ city: '' })],
];
