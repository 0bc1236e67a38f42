import type { Contacts } from './contacts.ts';
import { drawGivenName } from './names.ts';
import type { Address, Origin, Person, Situation } from './person.ts';
import type { Places } from './places.ts';
import type { Random } from './random.ts';

/** What people are invented from; it counts them. */
export interface World {
  random: Random;
  places: Places;
  contacts: Contacts;
  counts: { persons: number; households: number; kin: number };
}

/** One household: those who live there and book. */
export interface Home {
  id: string;
  situation: Situation;
  address: Address;
  members: Person[];
}

export interface Traits {
  origin: Origin;
  isFemale: boolean;
  year: number;
  familyName: string;
  givenName?: string;
  birthDate?: string;
  kin?: string;
}

export function createHome(world: World, situation: Situation, address?: Address): Home {
  world.counts.households += 1;
  return {
    id: `h${world.counts.households}`,
    situation,
    address: address ?? world.places.invent(world.random),
    members: [],
  };
}

/** A person more in a home; nobody there has the same given name unless it is asked for. */
export function addPerson(world: World, home: Home, traits: Traits): Person {
  const { random, counts } = world;
  counts.persons += 1;
  const person: Person = {
    id: `p${counts.persons}`,
    household: home.id,
    situation: home.situation,
    kin: traits.kin ?? '',
    origin: traits.origin,
    isFemale: traits.isFemale,
    givenName: traits.givenName ?? chooseGivenName(home, traits, random),
    familyName: traits.familyName,
    birthDate: traits.birthDate ?? inventBirthDate(traits.origin, traits.year, random),
    email: '',
    phone: '',
    address: home.address,
  };
  home.members.push(person);
  return person;
}

function chooseGivenName(home: Home, traits: Traits, random: Random): string {
  const { origin, isFemale, year } = traits;
  for (;;) {
    const name = drawGivenName(chooseNaming(origin, year, random), isFemale, year, random);
    if (home.members.some(({ givenName }) => givenName === name)) continue;
    if (name.includes('-') || origin === 'vietnamese' || !random.chance(0.06)) return name;
    const second = drawGivenName(origin, isFemale, year - 30, random);
    return second === name ? name : `${name} ${second}`;
  }
}

// Many who were born here of parents from elsewhere were given a German name.
function chooseNaming(origin: Origin, year: number, random: Random): Origin {
  if (year < 1980 || origin === 'german') return origin;
  const share = origin === 'turkish' || origin === 'arabic' ? 0.08 : 0.45;
  return random.chance(share) ? 'german' : origin;
}

/** ISO. Where births were written down late, the first of January stands for an unknown day. */
export function inventBirthDate(origin: Origin, year: number, random: Random): string {
  const isUnknown =
    (origin === 'turkish' && year < 1975 && random.chance(0.12)) ||
    (origin === 'arabic' && random.chance(0.1));
  if (isUnknown) return `${year}-01-01`;
  const isLeap = year % 4 === 0 && year % 100 !== 0;
  let day = random.below(isLeap || year === 2000 ? 366 : 365);
  const lengths = [31, isLeap || year === 2000 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let month = 0;
  for (const length of lengths) {
    if (day < length) break;
    day -= length;
    month += 1;
  }
  return `${year}-${String(month + 1).padStart(2, '0')}-${String(day + 1).padStart(2, '0')}`;
}

/** Whether somebody is old enough for a mailbox and telephone of their own. */
function isGrown(person: Person): boolean {
  return person.birthDate < '2004';
}

/** Gives a household its mailboxes and numbers: shared, one each, or of the parents alone. */
export function giveContacts(world: World, members: readonly Person[]): void {
  const { random, contacts } = world;
  const [first] = members;
  if (first === undefined) return;
  const isAlone = members.length === 1;
  first.email = random.chance(0.03) ? '' : contacts.inventEmail(first, random);
  first.phone = random.chance(isAlone ? 0.35 : 0.25)
    ? contacts.inventLandline(random)
    : contacts.inventMobile(random);
  const mail = random.below(100);
  const phone = random.below(100);
  for (const person of members.slice(1)) {
    const isOwn = (own: number, grown: number): boolean =>
      own < 20 || (own < grown && isGrown(person));
    if (isOwn(mail, 50)) person.email = contacts.inventEmail(person, random);
    else person.email = mail < 90 ? first.email : '';
    if (isOwn(phone, 55)) person.phone = contacts.inventMobile(random);
    else person.phone = phone < 90 ? first.phone : '';
  }
  if (random.chance(0.06)) for (const person of members) person.phone = '';
}
