/**
 * Kölner Phonetik of a folded word (Hans Joachim Postel: Die Kölner Phonetik. IBM-Nachrichten 19, 1969,
 * 925–931): names that sound alike in German have the same digits. A word without Latin letters is its own code.
 */
export function codePhonetically(word: string): string {
  let code = '';
  let before = '';
  for (let at = 0; at < word.length; at++) {
    const digits = codeLetter(word, at);
    for (const digit of digits) {
      if (digit === before) continue;
      before = digit;
      if (digit !== '0' || code === '') code += digit;
    }
  }
  return code === '' ? word : code;
}

function codeLetter(word: string, at: number): string {
  const letter = word.charAt(at);
  const next = word.charAt(at + 1);
  const last = word.charAt(at - 1);
  switch (letter) {
    case 'a':
    case 'e':
    case 'i':
    case 'j':
    case 'o':
    case 'u':
    case 'y':
      return '0';
    case 'b':
      return '1';
    case 'p':
      return next === 'h' ? '3' : '1';
    case 'd':
    case 't':
      return isOneOf(next, 'csz') ? '8' : '2';
    case 'f':
    case 'v':
    case 'w':
      return '3';
    case 'g':
    case 'k':
    case 'q':
      return '4';
    case 'c':
      return codeC(at, last, next);
    case 'x':
      return isOneOf(last, 'ckq') ? '8' : '48';
    case 'l':
      return '5';
    case 'm':
    case 'n':
      return '6';
    case 'r':
      return '7';
    case 's':
    case 'z':
      return '8';
    default:
      return '';
  }
}

function codeC(at: number, last: string, next: string): string {
  if (at === 0) return isOneOf(next, 'ahkloqrux') ? '4' : '8';
  return !isOneOf(last, 'sz') && isOneOf(next, 'ahkoqux') ? '4' : '8';
}

function isOneOf(letter: string, letters: string): boolean {
  return letter !== '' && letters.includes(letter);
}
