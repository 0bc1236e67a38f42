import { showCharacter, type Finding } from './fault.ts';

// Blanks that are no blanks to look at come along with text from web pages; they are no letters.
const UNSEEN = /[\u00AD\u200B\u2060\uFEFF]/;
const EVERY_UNSEEN = new RegExp(UNSEEN, 'g');

/** Without them, and without the blanks they hid at the ends. */
export function dropUnseen(text: string): string {
  return UNSEEN.test(text) ? text.replace(EVERY_UNSEEN, '').trim() : text;
}

const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0001-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\p{Cs}]/u;

// What most cells are already: none of these letters up to ſ is composed with another.
const FOLDED = /^[!-~¡-¬®-ſ]+(?: [!-~¡-¬®-ſ]+)*$/;

/** One line of text: NFC, blanks at the ends cut, those within (and line breaks) folded to one. */
export function foldText(text: string): string {
  if (FOLDED.test(text)) return text;
  return compose(text).replace(/\s+/g, ' ').trim();
}

/** Text that keeps its lines: a note. */
export function foldLines(text: string): string {
  return compose(text)
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .trim();
}

/** NFC, once nothing unseen stands between a letter and its sign. */
function compose(text: string): string {
  return text.replace(EVERY_UNSEEN, '').normalize('NFC');
}

/** The first control or direction character, which no name, address or note has; NUL is a case of its own. */
export function findControl(text: string): Finding | null {
  const match = FORBIDDEN.exec(text.replace(/[\t\n\r\v\f]/g, ' '));
  if (match === null) return null;
  return { code: 'control_character', facts: { character: showCharacter(match[0]) } };
}

const NOTHING = new Set(['', '-', '--', '–', '—', 'n/a', 'n. a.', '?']);
const NO_CONTACT = new Set([
  'keine',
  'kein',
  'keine angabe',
  'k.a.',
  'k. a.',
  'k.a',
  'ohne',
  'none',
]);

/** Whether a cell says nothing: blank or a dash. */
export function isBlank(text: string): boolean {
  if (text.length >= 6 || STARTS_PLAIN[text.charCodeAt(0)] === 1) return false;
  return NOTHING.has(text.trim().toLowerCase());
}

/** Whether a cell for an e-mail or phone says that there is none. */
export function isNoContact(text: string): boolean {
  if (STARTS_PLAIN[text.charCodeAt(0)] === 1) return false;
  return isBlank(text) || NO_CONTACT.has(text.trim().toLowerCase());
}

// The ASCII signs that none of these words begins with, by their codes: most cells are known by their first.
const STARTS_PLAIN = Uint8Array.from({ length: 128 }, (_, code) => {
  const first = String.fromCharCode(code).toLowerCase();
  const words = [...NOTHING, ...NO_CONTACT];
  return first.trim() === '' || words.some((word) => word.startsWith(first)) ? 0 : 1;
});

const PARTICLES = new Set(
  'von vom van de del della di da dos du der den dem des zu zum zur ten ter te la le el al bin ibn af av'.split(
    ' ',
  ),
);
const SALUTATIONS = /^(?:(?:herrn?|frau|mr|mrs|ms)\.?\s+)+/i;
const SUFFIXES = /^(?:jun|jr|jnr|sen|sr|snr|ii|iii|iv)\.?$/i;

/**
 * Given and family name of a name in one cell: `Müller, Hans`, else the last word is the family name
 * with the particles before it (`Anna von der Heide`) and a `jun.` behind it. One word is a family name.
 */
export function splitFullName(text: string): {
  givenName: string | null;
  familyName: string | null;
} {
  const name = foldText(text).replace(SALUTATIONS, '');
  const comma = name.indexOf(',');
  if (comma !== -1) {
    const given = foldText(name.slice(comma + 1).replaceAll(',', ' '));
    return { givenName: given || null, familyName: foldText(name.slice(0, comma)) || null };
  }
  const words = name.split(' ');
  let start = words.length - 1;
  if (start > 1 && SUFFIXES.test(words[start] ?? '')) start--;
  while (start > 1 && PARTICLES.has((words[start - 1] ?? '').toLowerCase())) start--;
  // `von Heide` has no given name, but `Al Capone` and `Le Tran` do.
  const first = words[0] ?? '';
  if (start === 1 && PARTICLES.has(first) && first === first.toLowerCase()) start = 0;
  return {
    givenName: words.slice(0, start).join(' ') || null,
    familyName: words.slice(start).join(' ') || null,
  };
}
