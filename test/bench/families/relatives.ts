/** Those whom a matcher takes for one person most easily: twins, and relatives of one name. */
import {
  addPerson,
  createHome,
  giveContacts,
  inventBirthDate,
  type Home,
  type World,
} from './home.ts';
import { drawFamilyName, drawGivenName, drawOrigin, isWomansName } from './names.ts';
import type { Origin } from './person.ts';
import type { Random } from './random.ts';
import { listTwinNames } from './variants.ts';

/** Adds twins, now and then triplets: one birth date, different given names, often similar ones. Returns how many. */
export function addTwins(
  world: World,
  home: Home,
  family: { origin: Origin; familyName: string; year: number },
): number {
  const { random } = world;
  const { origin, familyName, year } = family;
  const kin = nameKin(world, 'twins');
  const birthDate = inventBirthDate(origin, year, random);
  const isFemale = random.chance(0.5);
  const shared = { origin, familyName, year, birthDate, kin };
  for (const { givenName, ...sex } of nameTwins(family, isFemale, random))
    addPerson(world, home, { ...shared, ...sex, givenName });
  if (home.members.length > 4 || !random.chance(1 / 60)) return 2;
  addPerson(world, home, { ...shared, isFemale });
  return 3;
}

interface TwinName {
  givenName: string;
  isFemale: boolean;
}

function nameTwins(
  { origin, year }: { origin: Origin; year: number },
  isFemale: boolean,
  random: Random,
): TwinName[] {
  if (random.chance(0.45)) {
    const names = random.pick(listTwinNames(origin, year));
    return names.map((givenName) => ({ givenName, isFemale: isWomansName(givenName) }));
  }
  const one = drawGivenName(origin, isFemale, year, random);
  const sex = random.chance(0.65) ? isFemale : !isFemale;
  let other = one;
  while (other === one) other = drawGivenName(origin, sex, year, random);
  return [
    { givenName: one, isFemale },
    { givenName: other, isFemale: sex },
  ];
}

function nameKin(world: World, kind: 'twins' | 'namesakes'): string {
  world.counts.kin += 1;
  return `${kind}-${world.counts.kin}`;
}

/** Father and son, mother and daughter or grandfather and grandson of one name; in one home, or the younger moved out. */
export function inventNamesakes(world: World, isTogether: boolean): Home[] {
  const { random, places } = world;
  const origin = drawOrigin(random);
  const familyName = drawFamilyName(origin, random);
  const home = createHome(world, isTogether ? 'namesakes' : 'namesakes-apart');
  const kin = nameKin(world, 'namesakes');
  const distance = random.chance(0.12) ? 45 + random.below(15) : 20 + random.below(18);
  const older = 1928 + random.below(2008 - distance - 1928);
  const isFemale = random.chance(0.12);
  const shared = { origin, isFemale, kin };
  const elder = addPerson(world, home, { ...shared, familyName, year: older });
  const younger = isTogether
    ? home
    : createHome(world, 'namesakes-apart', places.inventWithin(home.address.postalCode, random));
  const sign = random.chance(0.1);
  if (sign && random.chance(0.5)) elder.familyName = `${familyName} sen.`;
  addPerson(world, younger, {
    ...shared,
    givenName: elder.givenName,
    familyName: sign ? `${familyName} jun.` : familyName,
    year: older + distance,
  });
  if (isTogether && random.chance(0.5))
    addPerson(world, home, {
      origin,
      familyName,
      isFemale: !isFemale,
      year: older + random.below(6),
    });
  const homes = isTogether ? [home] : [home, younger];
  for (const { members } of homes) giveContacts(world, members);
  return homes;
}

/** Twins grown up, each with a home of their own, sometimes with another surname. */
export function inventTwinsApart(world: World): Home[] {
  const { random } = world;
  const origin = drawOrigin(random);
  const familyName = drawFamilyName(origin, random);
  const common = createHome(world, 'twins-apart');
  addTwins(world, common, { origin, familyName, year: 1935 + random.below(66) });
  const homes = common.members.map((person, at) => {
    if (at === 0) return { ...common, members: [person] };
    const home = createHome(world, 'twins-apart');
    const married = person.isFemale && random.chance(0.5) ? drawFamilyName(origin, random) : null;
    home.members.push({
      ...person,
      household: home.id,
      address: home.address,
      familyName: married ?? familyName,
    });
    return home;
  });
  for (const { members } of homes) giveContacts(world, members);
  return homes;
}
