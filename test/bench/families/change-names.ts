import type { Change, ChangeList, Scene } from './change.ts';
import { drawFamilyName, drawGivenName } from './names.ts';
import { dropMarks, spellUmlauts } from './spelling.ts';
import { makeTypo } from './typo.ts';
import { calledAlso, spelledAlso } from './variants.ts';

type NameField = 'given_name' | 'family_name';

function inField(field: NameField, change: (name: string, scene: Scene) => string | null): Change {
  return (typed, scene) => {
    const name = change(typed[field], scene);
    return name === null ? null : { [field]: name };
  };
}

function inBoth(change: (name: string) => string): Change {
  return (typed) => ({
    given_name: change(typed.given_name),
    family_name: change(typed.family_name),
  });
}

function pickOther(
  lists: ReadonlyMap<string, readonly string[]>,
  name: string,
  { random }: Scene,
): string | null {
  const [first = '', ...rest] = name.split(' ');
  const others = lists.get(first);
  return others === undefined ? null : [random.pick(others), ...rest].join(' ');
}

const leavePartOut = (name: string, { random }: Scene): string | null => {
  const parts = name.split(/[ -]/);
  const isParticle = /^(?:v[ao]n|de|zu|al|el|di|abu|ben)$/i.test(parts[0] ?? '');
  if (isParticle) return parts.at(-1) ?? null;
  return parts.length < 2 ? null : random.pick(parts.filter((part) => part.length > 2));
};

const toCapitals = (name: string): string => name.toUpperCase();
const toSmall = (name: string): string => name.toLowerCase();

const marry: Change = ({ family_name }, { random, person }) => {
  if (person.birthDate > '2000' || !(person.isFemale || random.chance(0.15))) return null;
  const name = drawFamilyName(person.origin, random);
  return name === family_name ? null : { family_name: name };
};

const marryDoubly: Change = ({ family_name }, { random, person }) => {
  const isSimple = /^\p{L}+$/u.test(family_name);
  if (!isSimple || person.birthDate > '2000') return null;
  const other = drawFamilyName(person.origin, random);
  return {
    family_name: random.chance(0.5) ? `${family_name}-${other}` : `${other}-${family_name}`,
  };
};

const addSecondName: Change = ({ given_name }, { random, person }) => {
  if (given_name.includes(' ')) return null;
  const year = Number(person.birthDate.slice(0, 4)) - 30;
  const second = drawGivenName(person.origin, person.isFemale, year, random);
  return second === given_name ? null : { given_name: `${given_name} ${second}` };
};

// `L. Maier` would be either of Lena and Lea.
const abbreviateGiven: Change = ({ given_name }, { person, others }) => {
  const initial = given_name.slice(0, 1);
  const isShared = others.some(
    ({ id, givenName }) => id !== person.id && givenName.startsWith(initial),
  );
  return isShared ? null : { given_name: `${initial}.` };
};

/**
 * How a name is typed the second time. What fits few names (an umlaut, two parts) weighs more than it
 * happens: it is drawn again where it does not fit.
 */
export const nameChanges: ChangeList = [
  ['given:typo', 16, inField('given_name', (name, { random }) => makeTypo(name, random))],
  ['family:typo', 18, inField('family_name', (name, { random }) => makeTypo(name, random))],
  ['name:umlaut-spelled', 40, inBoth(spellUmlauts)],
  ['name:mark-dropped', 16, inBoth(dropMarks)],
  [
    'name:swapped',
    7,
    ({ given_name, family_name }) => ({ given_name: family_name, family_name: given_name }),
  ],
  [
    'given:short-form',
    12,
    inField('given_name', (name, scene) => pickOther(calledAlso, name, scene)),
  ],
  [
    'given:spelling',
    14,
    inField('given_name', (name, scene) => pickOther(spelledAlso, name, scene)),
  ],
  [
    'family:spelling',
    14,
    inField('family_name', (name, scene) => pickOther(spelledAlso, name, scene)),
  ],
  ['given:part-left-out', 40, inField('given_name', leavePartOut)],
  ['family:part-left-out', 60, inField('family_name', leavePartOut)],
  ['given:second-name', 5, addSecondName],
  ['given:initial', 2, abbreviateGiven],
  ['family:married', 3, marry],
  ['family:double', 4, marryDoubly],
  ['name:capitals', 3, inBoth(toCapitals)],
  ['name:small', 3, inBoth(toSmall)],
];
