import { foldText } from './field-names.ts';

export type RowState = 'binding' | 'cancelled' | 'skip';
export type RowChannel = 'portal' | 'phone' | 'onsite';

type Words<T> = readonly (readonly [T, readonly string[]])[];

const states: Words<'binding' | 'cancelled'> = [
  [
    'binding',
    [
      'binding',
      'confirmed',
      'bestätigt',
      'bezahlt',
      'paid',
      'gebucht',
      'verbindlich',
      'verbindlich zugesagt',
      'zugesagt',
      'attending',
      'ok',
    ],
  ],
  ['cancelled', ['cancelled', 'canceled', 'storniert', 'abgesagt', 'refunded']],
];

const channels: Words<RowChannel> = [
  ['portal', ['portal', 'online', 'web', 'internet', 'website', 'webseite']],
  ['phone', ['phone', 'telefon', 'telefonisch', 'tel.', 'hotline']],
  ['onsite', ['onsite', 'on-site', 'on site', 'vor ort', 'vor-ort']],
];

const answers: Words<'yes' | 'no'> = [
  [
    'yes',
    ['yes', 'y', 'ja', 'j', 'true', 'wahr', '1', 'x', '✓', '✔', 'sent', 'gesendet', 'versandt'],
  ],
  ['no', ['no', 'n', 'nein', 'false', 'falsch', '0', 'not sent', 'nicht gesendet']],
];

// A file repeats a few short words in every row.
const MOST_WORDS = 1000;
const LONGEST_WORD = 40;
const folded = new Map<string, string>();

const stateOf = invert(states);
const channelOf = invert(channels);
const answerOf = invert(answers);

/** A word as it is compared: case, umlauts' spelling and blanks aside. */
export function foldWord(text: string): string {
  if (text.length > LONGEST_WORD) return foldLetters(text);
  let word = folded.get(text);
  if (word === undefined) {
    word = foldLetters(text);
    if (folded.size > MOST_WORDS) folded.clear();
    folded.set(text, word);
  }
  return word;
}

function foldLetters(text: string): string {
  return foldText(text)
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter] ?? letter);
}

/** @param mapped the words of `--map-state`, folded by `foldWord` */
export function readState(text: string, mapped: ReadonlyMap<string, RowState>): RowState | null {
  const word = foldWord(text);
  return mapped.get(word) ?? stateOf.get(word) ?? null;
}

export function readChannel(text: string): RowChannel | null {
  return channelOf.get(foldWord(text)) ?? null;
}

/** Whether a cell says yes or no; `null`: neither. */
export function readAnswer(text: string): 'yes' | 'no' | null {
  return answerOf.get(foldWord(text)) ?? null;
}

function invert<T>(words: Words<T>): Map<string, T> {
  return new Map(words.flatMap(([meaning, all]) => all.map((word) => [foldWord(word), meaning])));
}
