import type { en } from './en.ts';

export type Language = 'de' | 'en';

/** Every sentence of the program. English gives the shape; German that lacks one does not compile. */
export type Text = typeof en;

/** `--lang`, else `SLOTDESK_LANG`, else the locale: German for `de*`, else English. */
export function chooseLanguage(
  argv: readonly string[],
  env: Record<string, string | undefined>,
): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const option = readOption(argv);
  // A language that is none is refused in the one the environment asks for.
  const known = option === 'de' || option === 'en' ? option : undefined;
  const named = known ?? (env['SLOTDESK_LANG'] || locale);
  return named.toLowerCase().startsWith('de') ? 'de' : 'en';
}

// The language is needed before the options are parsed: their help and errors speak it.
function readOption(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[at];
  if (word === undefined) return undefined;
  return word === '--lang' ? argv[at + 1] : word.slice('--lang='.length);
}

export async function loadText(language: Language): Promise<Text> {
  return language === 'de' ? (await import('./de.ts')).de : (await import('./en.ts')).en;
}
