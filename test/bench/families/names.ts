import { familyNames } from './family-names.ts';
import { givenNames } from './given-names.ts';
import type { Origin } from './person.ts';
import { createDraw, type Draw, type Random } from './random.ts';

export const drawOrigin: Draw<Origin> = createDraw([
  ['german', 780],
  ['turkish', 60],
  ['russian', 45],
  ['polish', 35],
  ['italian', 25],
  ['arabic', 25],
  ['balkan', 20],
  ['vietnamese', 10],
]);

// Zipf's law with an offset that makes the first German name about one person in a hundred.
const RANK_OFFSET = 8;

interface FamilyDraws {
  frequent: Draw<string>;
  fronts: Draw<string>;
  backs: Draw<string>;
}

const familyDraws = new Map<Origin, FamilyDraws>();

export function drawFamilyName(origin: Origin, random: Random): string {
  const draws = familyDraws.get(origin) ?? prepareFamilyNames(origin);
  if (!random.chance(familyNames[origin].rare)) return draws.frequent(random);
  return draws.fronts(random) + draws.backs(random);
}

function prepareFamilyNames(origin: Origin): FamilyDraws {
  const { frequent, rareFronts, rareBacks } = familyNames[origin];
  const rank = (text: string, offset: number): Draw<string> =>
    createDraw(
      text.split(',').map((name, at) => [name.replaceAll('\n', '').trimStart(), 1 / (at + offset)]),
    );
  const draws = {
    frequent: rank(frequent, RANK_OFFSET),
    fronts: rank(rareFronts, 40),
    backs: rank(rareBacks, 10),
  };
  familyDraws.set(origin, draws);
  return draws;
}

interface GivenName {
  name: string;
  peak: number;
  width: number;
  weight: number;
}

const givenDraws = new Map<string, Draw<string>>();

/** A given name as parents of that origin chose it in that year. */
export function drawGivenName(
  origin: Origin,
  isFemale: boolean,
  year: number,
  random: Random,
): string {
  const cohort = year - (year % 5);
  const key = `${origin} ${isFemale} ${cohort}`;
  const draw = givenDraws.get(key) ?? prepareGivenNames(origin, isFemale, cohort + 2);
  givenDraws.set(key, draw);
  const name = draw(random);
  if (origin !== 'vietnamese') return name;
  return random.chance(0.6) ? `${isFemale ? 'Thi' : 'Van'} ${name}` : name;
}

function prepareGivenNames(origin: Origin, isFemale: boolean, year: number): Draw<string> {
  const text = givenNames[origin][isFemale ? 'female' : 'male'];
  return createDraw(
    text
      .split(',')
      .map(readGivenName)
      .map(({ name, peak, width, weight }) => {
        const distance = (year - peak) / width;
        const nearness = 1 / (1 + distance * distance);
        return [name, weight * nearness * nearness];
      }),
  );
}

function readGivenName(entry: string): GivenName {
  const [name = '', peak, width, weight] = entry.trim().split(' ');
  return { name, peak: Number(peak), width: Number(width), weight: Number(weight) };
}

const womensNames = new Set(
  Object.values(givenNames).flatMap(({ female }) =>
    female.split(',').map((entry) => readGivenName(entry).name),
  ),
);

export function isWomansName(givenName: string): boolean {
  return womensNames.has(givenName) || givenName.endsWith('a');
}

/** The name as a woman of the family may bear it: Kowalska, Iwanowa. */
export function toFeminine(familyName: string, origin: Origin): string {
  if (origin === 'polish') return familyName.replace(/([sc])ki$/, '$1ka');
  if (origin === 'russian') return familyName.replace(/(ow|ov|ew|in)$/, '$1a');
  return familyName;
}

/** Of the most common names of a cohort: many bear them, in one town too. */
export function drawCommonName(
  isFemale: boolean,
  year: number,
  random: Random,
): { givenName: string; familyName: string } {
  const [older, middle, younger] = isFemale
    ? [
        ['Ursula', 'Renate', 'Brigitte'],
        ['Sabine', 'Petra', 'Andrea'],
        ['Anna', 'Julia', 'Lena'],
      ]
    : [
        ['Hans', 'Klaus', 'Peter'],
        ['Thomas', 'Michael', 'Andreas'],
        ['Christian', 'Daniel', 'Lukas'],
      ];
  const cohort = year < 1950 ? older : year < 1975 ? middle : younger;
  return {
    givenName: random.pick(cohort ?? []),
    familyName: random.pick(['Müller', 'Müller', 'Schmidt', 'Schneider', 'Fischer', 'Weber']),
  };
}
