import type { Person } from './person.ts';
import type { Random } from './random.ts';
import type { Typed } from './row.ts';

type Notation = (network: string, number: string) => string;

const notations: readonly Notation[] = [
  (network, number) => network + number,
  (network, number) => `${network} ${number}`,
  (network, number) => `${network}/${number}`,
  (network, number) => `+49 ${network.slice(1)} ${number}`,
  (network, number) => `+49${network.slice(1)}${number}`,
  (network, number) => `0049${network.slice(1)}${number}`,
  (network, number) => `${network}-${number.slice(0, 3)} ${number.slice(3)}`,
  (network, number) => `(${network}) ${number}`,
  (network, number) => `+49 (0) ${network.slice(1)} ${number.slice(0, 4)} ${number.slice(4)}`,
];

/** National digits as somebody writes them. */
export function writePhone(digits: string, random: Random): string {
  if (digits === '') return '';
  const length = digits.startsWith('015') ? 4 : 5;
  // Most people write the first two.
  const notation = random.chance(0.6) ? random.below(2) : random.below(notations.length);
  return notations[notation]?.(digits.slice(0, length), digits.slice(length)) ?? digits;
}

export function abbreviateStreet(street: string): string {
  return street.replace(/straße$/, 'str.').replace(/platz$/, 'pl.');
}

/** What the person types when booking for the first time: not all of it, not all of it in full. */
export function typeBooking(person: Person, random: Random): Typed {
  const { address, kin } = person;
  const hasStreet = !random.chance(0.03);
  const isAbbreviated = random.chance(0.15);
  // Without a birth date nobody on earth could tell a father from his son of the same name.
  const hasBirthDate = kin.startsWith('namesakes') || !random.chance(0.01);
  return {
    given_name: person.givenName,
    family_name: person.familyName,
    birth_date: hasBirthDate ? person.birthDate : '',
    email: person.email,
    phone: writePhone(person.phone, random),
    street: hasStreet ? (isAbbreviated ? abbreviateStreet(address.street) : address.street) : '',
    house_number: hasStreet ? address.houseNumber : '',
    postal_code: address.postalCode,
    city: random.chance(0.02) ? '' : address.city,
  };
}
