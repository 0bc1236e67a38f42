/** Who a household is made of: adults, couples, children. */
import { addPerson, type Home, type World } from './home.ts';
import { drawFamilyName, drawOrigin, toFeminine } from './names.ts';
import type { Origin } from './person.ts';
import { createDraw, type Random } from './random.ts';
import { addTwins } from './relatives.ts';

/** Of the families with two children or more, so many have twins. */
const TWINS = 0.05;

const adultDecades = createDraw(
  [1925, 1935, 1945, 1955, 1965, 1975, 1985, 1994].map((decade, at) => [
    decade,
    [3, 12, 18, 24, 17, 13, 11, 9][at] ?? 1,
  ]),
);

export function drawAdultYear(random: Random): number {
  return adultDecades(random) + random.below(10);
}

export function addAdult(world: World, home: Home): void {
  const { random } = world;
  const origin = drawOrigin(random);
  const isFemale = random.chance(0.52);
  const year = drawAdultYear(random);
  addPerson(world, home, { origin, isFemale, year, familyName: drawFor(origin, isFemale, random) });
}

export function drawFor(origin: Origin, isFemale: boolean, random: Random): string {
  const name = drawFamilyName(origin, random);
  return isFemale && random.chance(0.5) ? toFeminine(name, origin) : name;
}

interface Parents {
  origin: Origin;
  /** The children's. */
  familyName: string;
  /** Whether daughters bear the feminine form. */
  isInflected: boolean;
}

/** Two adults of about an age: one name, a double name, or two. */
export function addCouple(world: World, home: Home, year: number, hasTwoNames: boolean): Parents {
  const { random } = world;
  const origin = drawOrigin(random);
  const other = random.chance(0.85) ? origin : drawOrigin(random);
  const familyName = drawFamilyName(origin, random);
  const isFemale = random.chance(0.04);
  const isInflected = random.chance(0.5);
  const ownName = drawFamilyName(other, random);
  const hers = isInflected ? toFeminine(familyName, origin) : familyName;
  const isDouble = random.chance(hasTwoNames ? 0.3 : 0.02);
  const doubled = random.chance(0.5) ? `${familyName}-${ownName}` : `${ownName}-${familyName}`;
  addPerson(world, home, { origin, isFemale, year, familyName });
  const partner = isDouble ? doubled : hasTwoNames ? ownName : hers;
  const age = year - 5 + random.below(12);
  const isPartnerFemale = isFemale || random.chance(0.96);
  addPerson(world, home, {
    origin: other,
    isFemale: isPartnerFemale,
    year: age,
    familyName: partner,
  });
  return {
    origin,
    familyName: hasTwoNames && !isDouble && random.chance(0.4) ? ownName : familyName,
    isInflected,
  };
}

/** Children from 12 to 27 who still live there. */
export function addChildren(
  world: World,
  home: Home,
  parents: Parents,
  count: number,
  eldest: number,
): void {
  const { random } = world;
  const { origin, familyName, isInflected } = parents;
  let year = eldest;
  let left = count;
  if (left > 1 && random.chance(TWINS)) {
    left -= addTwins(world, home, { origin, familyName, year });
    year += 2 + random.below(3);
  }
  for (; left > 0; left -= 1) {
    const isFemale = random.chance(0.5);
    const name = isFemale && isInflected ? toFeminine(familyName, origin) : familyName;
    addPerson(world, home, { origin, isFemale, year: Math.min(year, 2009), familyName: name });
    year += 1 + random.below(4);
  }
}
