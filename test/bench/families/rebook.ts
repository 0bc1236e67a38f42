import type { ChangeList, Scene } from './change.ts';
import { addressChanges, birthDateChanges, contactChanges } from './change-data.ts';
import { nameChanges } from './change-names.ts';
import { createDraw, type Draw, type Random } from './random.ts';
import type { Typed } from './row.ts';
import { toMailbox } from './spelling.ts';

type Entry = ChangeList[number];

const lists: readonly { draw: Draw<Entry>; weight: number }[] = [
  { draw: prepare(nameChanges), weight: 38 },
  { draw: prepare(birthDateChanges), weight: 14 },
  { draw: prepare(contactChanges), weight: 30 },
  { draw: prepare(addressChanges), weight: 18 },
];
const drawList = createDraw(lists.map((list) => [list.draw, list.weight]));
const drawCount = createDraw([
  [1, 62],
  [2, 28],
  [3, 9],
  [4, 1],
]);

function prepare(list: ChangeList): Draw<Entry> {
  return createDraw(list.map((entry) => [entry, entry[1]]));
}

export interface Rebooking {
  typed: Typed;
  changes: string;
}

/** The same person's booking once more: the same again, or with one to four differences, each of another kind. */
export function rebook(first: Typed, isSame: boolean, scene: Scene): Rebooking {
  if (isSame) return { typed: { ...first }, changes: 'same' };
  let typed = first;
  const codes: string[] = [];
  for (const draw of pickLists(scene.random)) {
    const changed = changeOnce(typed, draw, scene);
    if (changed === null) continue;
    typed = changed.typed;
    codes.push(changed.code);
  }
  return { typed: { ...typed }, changes: codes.join(' ') || 'same' };
}

function pickLists(random: Random): Set<Draw<Entry>> {
  const count = drawCount(random);
  const picked = new Set<Draw<Entry>>();
  while (picked.size < count) picked.add(drawList(random));
  return picked;
}

// What a list has may not fit: a name without an umlaut, no address given. Some tries find what does.
function changeOnce(
  typed: Typed,
  draw: Draw<Entry>,
  scene: Scene,
): { typed: Typed; code: string } | null {
  for (let tries = 0; tries < 20; tries += 1) {
    const [code, , change] = draw(scene.random);
    const changed = change(typed, scene);
    if (changed === null) continue;
    const result = { ...typed, ...changed };
    if (isSameTyped(result, typed) || isSomebodyElse(result, scene)) continue;
    return { typed: result, code };
  }
  return null;
}

function isSameTyped(one: Typed, other: Typed): boolean {
  return Object.entries(one).every(([field, value]) => Reflect.get(other, field) === value);
}

/** Whether the names have become those of another member of the group: it would be that one's booking. */
function isSomebodyElse(typed: Typed, { person, others }: Scene): boolean {
  const name = toMailbox(typed.given_name);
  return others.some(
    ({ id, givenName }) =>
      id !== person.id && givenName !== person.givenName && toMailbox(givenName) === name,
  );
}
