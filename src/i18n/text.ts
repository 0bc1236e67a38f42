import { readOption } from '../read-option.ts';
import type { en } from './en.ts';
import type { PhoneText } from './en/phone.ts';

export type Language = 'de' | 'en';

/** Every sentence of the program. English gives the shape; German that lacks one does not compile. */
export type Text = typeof en;

/** `--lang`, else `SLOTDESK_LANG`, else the locale: German for `de*`, else English. */
export function chooseLanguage(
  argv: readonly string[],
  env: Record<string, string | undefined>,
): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const option = readOption(argv, '--lang');
  // A language that is none is refused in the one the environment asks for.
  const known = option === 'de' || option === 'en' ? option : undefined;
  const named = known ?? (env['SLOTDESK_LANG'] || locale);
  return named.toLowerCase().startsWith('de') ? 'de' : 'en';
}

export async function loadText(language: Language): Promise<Text> {
  return language === 'de' ? (await import('./de.ts')).de : (await import('./en.ts')).en;
}

/** The words of the phone desk, which no other command needs. */
export async function loadPhoneText(language: Language): Promise<PhoneText> {
  return language === 'de'
    ? (await import('./de/phone.ts')).phone
    : (await import('./en/phone.ts')).phone;
}
