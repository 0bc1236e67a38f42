import type { Contacts } from './contacts.ts';
import type { Person } from './person.ts';
import type { Places } from './places.ts';
import type { Random } from './random.ts';
import type { Typed } from './row.ts';

/** Who books again, and with whom. */
export interface Scene {
  random: Random;
  person: Person;
  /** The others of the group: a household's members, a twin elsewhere. */
  others: readonly Person[];
  contacts: Contacts;
  places: Places;
  /** What those who book again together give instead of their old mailbox and number. */
  session: { email?: string; phone?: string };
}

/** What is typed differently; `null` where it cannot be: no umlaut in the name. */
export type Change = (typed: Typed, scene: Scene) => Partial<Typed> | null;

/** `field:change`, how often it happens next to the other ones of its list, and what it does. */
export type ChangeList = readonly (readonly [code: string, weight: number, change: Change])[];
