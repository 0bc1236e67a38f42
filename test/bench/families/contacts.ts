import type { Person } from './person.ts';
import { toMailbox } from './spelling.ts';
import { createDraw, type Random } from './random.ts';

/** Addresses and numbers that nobody else of the set has, and nobody at all outside it. */
export interface Contacts {
  inventEmail(person: Person, random: Random): string;
  /** National digits: of a mobile network or an area code that does not exist. */
  inventMobile(random: Random): string;
  inventLandline(random: Random): string;
}

type Bearer = Pick<Person, 'givenName' | 'familyName' | 'birthDate'>;

const hosts = createDraw(
  ['post', 'mail', 'briefkasten', 'pfalz', 'online', 'box', 'netz', 'kabel', 'schule', 'firma'].map(
    (host, at) => [`${host}.example`, 1 / (at + 2)],
  ),
);

const nicknames =
  'sonnenschein tiger rheinfan schnecke wolke gartenzwerg pfalzbub pfaelzer blume turbo kicker angler mausi biker brezel'.split(
    ' ',
  );

const mailboxes = createDraw<(bearer: Bearer, random: Random) => string>([
  [({ givenName, familyName }) => `${toMailbox(givenName)}.${toMailbox(familyName)}`, 30],
  [
    ({ givenName, familyName }) => `${toMailbox(givenName).slice(0, 1)}.${toMailbox(familyName)}`,
    16,
  ],
  [({ givenName, familyName }) => `${toMailbox(familyName)}.${toMailbox(givenName)}`, 8],
  [({ givenName, familyName }) => `${toMailbox(givenName)}_${toMailbox(familyName)}`, 6],
  [({ familyName }) => `familie.${toMailbox(familyName)}`, 8],
  [({ givenName, birthDate }) => `${toMailbox(givenName)}${birthDate.slice(2, 4)}`, 14],
  [({ familyName, birthDate }) => `${toMailbox(familyName)}${birthDate.slice(0, 4)}`, 8],
  [(_, random) => `${random.pick(nicknames)}${1 + random.below(99)}`, 10],
]);

export function createContacts(): Contacts {
  const taken = new Set<string>();
  const take = (invent: () => string): string => {
    for (;;) {
      const value = invent();
      if (taken.has(value)) continue;
      taken.add(value);
      return value;
    }
  };
  return {
    inventEmail: (person, random) => {
      const mailbox = mailboxes(random)(person, random);
      let isFirst = true;
      return take(() => {
        const number = isFirst ? '' : String(1 + random.below(9999));
        isFirst = false;
        return `${mailbox}${number}@${hosts(random)}`;
      });
    },
    inventMobile: (random) =>
      take(
        () => `${random.pick(['0153', '0154'])}${String(10_000_000 + random.below(89_000_000))}`,
      ),
    inventLandline: (random) => take(() => `06230${String(20_000 + random.below(9_970_000))}`),
  };
}
