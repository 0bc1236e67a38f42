const spelled: Readonly<Record<string, string>> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' },
  ...{ Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' },
};
const plain: Readonly<Record<string, string>> = {
  ...{ ı: 'i', ł: 'l', Ł: 'L', ø: 'o', đ: 'd', Đ: 'D', ß: 'ss' },
};

/** `Müller` as `Mueller`. */
export function spellUmlauts(text: string): string {
  return text.replace(/[äöüßÄÖÜ]/g, (letter) => spelled[letter] ?? letter);
}

/** `Müller` as `Muller`, `Łukasz` as `Lukasz`. */
export function dropMarks(text: string): string {
  const letters = text.normalize('NFD').replace(/\p{M}/gu, '');
  return letters.replace(/[ıłŁøđĐß]/g, (letter) => plain[letter] ?? letter);
}

/** Lower-case letters and digits as an address has them. */
export function toMailbox(name: string): string {
  return dropMarks(spellUmlauts(name))
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
