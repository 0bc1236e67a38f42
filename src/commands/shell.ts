/** A command line as it can be typed into a shell: words with blanks or signs are quoted. */
export function writeCommand(...words: string[]): string {
  return ['slotdesk', ...words.map(quote)].join(' ');
}

function quote(word: string): string {
  if (/^[\p{L}\p{N}_.:/@=,+…-]+$/u.test(word)) return word;
  if (!/["$`\\!]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
