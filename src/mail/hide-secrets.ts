const HIDDEN = '•••';
// A shorter one would be found in every second word.
const SHORTEST = 3;

/**
 * What a relay says, without the password it was told: some say back what they refuse. In clear, and as
 * RFC 4616 (PLAIN) and LOGIN put it.
 */
export function createHide(user: string | null, password: string | null): (said: string) => string {
  if (password === null || password.length < SHORTEST) return (said) => said;
  const spellings = [
    encode(`\0${user ?? ''}\0${password}`),
    encode(`${user ?? ''}\0${user ?? ''}\0${password}`),
    encode(password),
    password,
  ];
  return (said) => spellings.reduce((text, spelling) => text.replaceAll(spelling, HIDDEN), said);
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64').replace(/=+$/, '');
}
