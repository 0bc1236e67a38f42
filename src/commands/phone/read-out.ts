import { spellOut } from '../../i18n/spell-out.ts';
import type { Desk } from './desk.ts';

/** A reference as it is read out to somebody who writes it down: large, and each group spelled. */
export function sayReference({ dialog, words, context }: Desk, reference: string): string[] {
  const large = reference.split('').join(' ').replace(' - ', '   -   ');
  const groups = reference.split('-').map((group) => spellOut(group, context.text.spelling));
  const spelled = groups.map((group) => `    ${group}`);
  return ['', words.readOut, '', `    ${dialog.style.strong(large)}`, '', ...spelled, ''];
}
