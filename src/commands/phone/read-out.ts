import type { Desk } from './desk.ts';

/** A reference as it is read out to somebody who writes it down. */
export function sayReference({ dialog, words }: Desk, reference: string): string[] {
  const large = reference.split('').join(' ').replace(' - ', '   -   ');
  return ['', words.readOut, '', `    ${dialog.style.strong(large)}`, ''];
}
