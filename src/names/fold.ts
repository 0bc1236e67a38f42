/**
 * One way to write a word that people write in several: lower case, no diacritics, umlauts and their
 * spelled-out forms alike. `Müller`, `Mueller`, `MULLER` become `muller`; `Bauer` stays `bauer`.
 */

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ä: 'a',
  ö: 'o',
  ü: 'u',
  æ: 'a',
  œ: 'o',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ə: 'a',
  // Cyrillic and Greek as passports spell them, roughly (ISO 9, ELOT 743): the same person books in either script.
  ...pairUp('абвгдезийклмнопрстуфыэіґ', 'abvgdezijklmnoprstufyeig'),
  ...{ ж: 'sch', х: 'ch', ц: 'z', ч: 'tsch', ш: 'sch', щ: 'sch', ю: 'ju', я: 'ja', ё: 'e' },
  ...{ ъ: '', ь: '', є: 'je', ї: 'ji', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', ђ: 'd', џ: 'dsch' },
  ...pairUp('αβγδεζηικλμνξοπρστυφωςήίόύώάέ', 'avgdeziiklmnxoprstyfosiioyoae'),
  ...{ θ: 'th', χ: 'ch', ψ: 'ps' },
};

function pairUp(from: string, to: string): Record<string, string> {
  return Object.fromEntries(Array.from(from, (letter, at) => [letter, to[at] ?? '']));
}

/** Lower case without diacritics; blanks and signs stay. */
export function foldText(text: string): string {
  let folded = text.toLowerCase();
  if (/[^ -~]/.test(folded)) {
    folded = folded
      .normalize('NFC')
      .replace(/[^ -~]/g, (letter) => LETTERS[letter] ?? letter)
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      // Letters of a fancy font (𝗔) become capitals only here.
      .toLowerCase()
      .replace(/[^ -~]/g, (letter) => LETTERS[letter] ?? letter);
  }
  // "ue" after a, e and q is no umlaut: Bauer, neue, Quelle.
  return /[aou]e/.test(folded)
    ? folded.replace(/ae|oe|(?<![aeq])ue/g, (pair) => pair[0] ?? '')
    : folded;
}

/** The words of a folded text: letters and digits of any script; apostrophes join (`O'Neill`). */
export function splitWords(text: string): string[] {
  const folded = foldText(text).replace(/['’`´]/g, '');
  // Most are plain: properties of Unicode are slow to look up.
  return folded.match(/[^ -~]/.test(folded) ? /[\p{L}\p{N}]+/gu : /[a-z0-9]+/g) ?? [];
}
