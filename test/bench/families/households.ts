/** People who book together, as they live: alone, in couples, with children, in one car. */
import { addAdult, addChildren, addCouple, drawAdultYear, drawFor } from './family.ts';
import { addPerson, createHome, giveContacts, type Home, type World } from './home.ts';
import { drawCommonName, drawFamilyName, drawOrigin } from './names.ts';
import type { Person, Situation } from './person.ts';
import { createDraw } from './random.ts';
import { inventNamesakes, inventTwinsApart } from './relatives.ts';

const draw = createDraw<(world: World) => Home[]>([
  [inventSingle, 290],
  [inventCommonName, 12],
  [(world) => inventCouple(world, 'couple'), 190],
  [(world) => inventCouple(world, 'couple-two-names'), 60],
  [inventFamily, 200],
  [inventSingleParent, 50],
  [inventSiblings, 20],
  [inventThreeGenerations, 25],
  [inventFlatShare, 25],
  [inventGrandchildsMailbox, 30],
  [inventCarPool, 30],
  [inventCareHome, 1],
  [(world) => inventNamesakes(world, true), 8],
  [(world) => inventNamesakes(world, false), 3],
  [inventTwinsApart, 4],
]);

/** The next people who book together: one household, or a few that share something. */
export function inventGroup(world: World): Home[] {
  for (;;) {
    const homes = draw(world.random)(world);
    if (!hasChanceNamesakes(homes.flatMap(({ members }) => members))) return homes;
  }
}

// A grandchild who happens to be called as the grandmother is: such a pair shall be labelled as one.
function hasChanceNamesakes(people: readonly Person[]): boolean {
  const names = people.map(
    ({ givenName, familyName, kin }) =>
      `${givenName.replace(/^(?:Thi|Van) /, '').split(' ')[0]} ${familyName} ${kin}`,
  );
  const isKin = people.some(({ kin }) => kin.startsWith('namesakes'));
  return !isKin && new Set(names).size < people.length;
}

function inventSingle(world: World): Home[] {
  const home = createHome(world, 'single');
  addAdult(world, home);
  giveContacts(world, home.members);
  return [home];
}

function inventCommonName(world: World): Home[] {
  const { random } = world;
  const home = createHome(world, 'common-name');
  const isFemale = random.chance(0.4);
  const year = drawAdultYear(random);
  const names = drawCommonName(isFemale, year, random);
  addPerson(world, home, { origin: 'german', isFemale, year, ...names });
  giveContacts(world, home.members);
  return [home];
}

function inventCouple(world: World, situation: 'couple' | 'couple-two-names'): Home[] {
  const home = createHome(world, situation);
  const year = Math.min(1992, drawAdultYear(world.random));
  addCouple(world, home, year, situation === 'couple-two-names');
  giveContacts(world, home.members);
  return [home];
}

const childCounts = createDraw([1, 2, 3].map((count) => [count, [40, 46, 14][count - 1] ?? 1]));

function inventFamily(world: World): Home[] {
  const { random } = world;
  const home = createHome(world, 'family');
  const eldest = 1994 + random.below(16);
  const parents = addCouple(world, home, eldest - 22 - random.below(17), random.chance(0.15));
  addChildren(world, home, parents, childCounts(random), eldest);
  giveContacts(world, home.members);
  return [home];
}

function inventSingleParent(world: World): Home[] {
  const { random } = world;
  const home = createHome(world, 'single-parent');
  const origin = drawOrigin(random);
  const familyName = drawFamilyName(origin, random);
  const eldest = 1994 + random.below(16);
  const isFemale = random.chance(0.85);
  addPerson(world, home, { origin, isFemale, year: eldest - 20 - random.below(18), familyName });
  const childrens = random.chance(0.25) ? drawFamilyName(origin, random) : familyName;
  const parents = { origin, familyName: childrens, isInflected: false };
  addChildren(world, home, parents, 1 + random.below(2), eldest);
  giveContacts(world, home.members);
  return [home];
}

function inventSiblings(world: World): Home[] {
  const { random } = world;
  const home = createHome(world, 'siblings');
  const origin = drawOrigin(random);
  const parents = { origin, familyName: drawFamilyName(origin, random), isInflected: false };
  const eldest = random.chance(0.3) ? 1935 + random.below(25) : 1985 + random.below(18);
  addChildren(world, home, parents, 2 + random.below(2), eldest);
  giveContacts(world, home.members);
  return [home];
}

function inventThreeGenerations(world: World): Home[] {
  const { random } = world;
  const home = createHome(world, 'three-generations');
  const eldest = 1994 + random.below(16);
  const year = eldest - 22 - random.below(12);
  const parents = addCouple(world, home, year, false);
  const isFemale = random.chance(0.7);
  addPerson(world, home, {
    ...parents,
    isFemale,
    year: Math.max(1924, year - 20 - random.below(15)),
  });
  addChildren(world, home, parents, 1 + random.below(2), eldest);
  giveContacts(world, home.members);
  return [home];
}

function inventFlatShare(world: World): Home[] {
  const { random, contacts } = world;
  const home = createHome(world, 'flat-share');
  for (let left = 2 + random.below(3); left > 0; left -= 1) {
    const origin = drawOrigin(random);
    const isFemale = random.chance(0.5);
    const familyName = drawFor(origin, isFemale, random);
    addPerson(world, home, { origin, isFemale, year: 1988 + random.below(15), familyName });
  }
  for (const person of home.members) {
    person.email = contacts.inventEmail(person, random);
    person.phone = contacts.inventMobile(random);
  }
  return [home];
}

/** Grandparents who book with the mailbox of a grandchild living elsewhere. */
function inventGrandchildsMailbox(world: World): Home[] {
  const { random } = world;
  const elders = createHome(world, 'grandchilds-mailbox');
  const parents = addCouple(world, elders, 1928 + random.below(20), false);
  if (random.chance(0.35)) elders.members.pop();
  const young = createHome(world, 'grandchilds-mailbox');
  const isNamedAlike = random.chance(0.6);
  const familyName = isNamedAlike ? parents.familyName : drawFamilyName(parents.origin, random);
  const isFemale = random.chance(0.55);
  const grandchild = addPerson(world, young, {
    origin: parents.origin,
    isFemale,
    year: 1985 + random.below(20),
    familyName,
  });
  giveContacts(world, elders.members);
  giveContacts(world, young.members);
  const sharesPhone = random.chance(0.4);
  for (const person of elders.members) {
    person.email = grandchild.email;
    if (sharesPhone) person.phone = grandchild.phone;
  }
  return [elders, young];
}

/** Four from four homes in one car: the driver's mailbox, mostly the driver's number. */
function inventCarPool(world: World): Home[] {
  const { random } = world;
  const homes = Array.from({ length: 4 }, () => inventOneOf(world, 'car-pool'));
  const [driver] = homes.flatMap(({ members }) => members);
  const sharesPhone = random.chance(0.7);
  for (const person of homes.flatMap(({ members }) => members)) {
    person.email = driver?.email ?? '';
    if (sharesPhone) person.phone = driver?.phone ?? '';
  }
  return homes;
}

function inventOneOf(world: World, situation: Situation): Home {
  const home = createHome(world, situation);
  addAdult(world, home);
  giveContacts(world, home.members);
  return home;
}

/** Six to ten residents whom the house books for: its address, number and mostly its mailbox. */
function inventCareHome(world: World): Home[] {
  const { random, places } = world;
  const address = places.invent(random);
  const homes = Array.from({ length: 6 + random.below(5) }, () => {
    const home = createHome(world, 'care-home', address);
    const origin = drawOrigin(random);
    const isFemale = random.chance(0.7);
    const familyName = drawFor(origin, isFemale, random);
    addPerson(world, home, { origin, isFemale, year: 1922 + random.below(24), familyName });
    return home;
  });
  const residents = homes.flatMap(({ members }) => members);
  const phone = world.contacts.inventLandline(random);
  const email = random.chance(0.7) ? `pflege${world.counts.households}@haus.example` : '';
  for (const person of residents) Object.assign(person, { phone, email });
  return homes;
}
