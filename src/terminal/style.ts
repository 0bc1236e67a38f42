/** What a piece of text is, not how it looks. */
export interface Style {
  strong: (text: string) => string;
  faint: (text: string) => string;
  good: (text: string) => string;
  warn: (text: string) => string;
  bad: (text: string) => string;
}

const plain = (text: string): string => text;
const plainStyle: Style = {
  strong: plain,
  faint: plain,
  good: plain,
  warn: plain,
  bad: plain,
};

export interface ColorWish {
  noColor: boolean;
  env: Record<string, string | undefined>;
}

/** The stream's colour depth as chalk counts it: 0 none, 1 sixteen, 2 two hundred fifty-six, 3 all. */
export function determineColorLevel(stream: NodeJS.WriteStream, wish: ColorWish): 0 | 1 | 2 | 3 {
  if (wish.noColor) return 0;
  const forced = wish.env['FORCE_COLOR'];
  if (forced !== undefined) return forced === '0' || forced === 'false' ? 0 : 1;
  if (wish.env['NO_COLOR'] || !stream.isTTY) return 0;
  const depth = stream.getColorDepth(wish.env);
  return depth >= 24 ? 3 : depth >= 8 ? 2 : depth >= 4 ? 1 : 0;
}

/** chalk reads neither NO_COLOR nor our streams: it is built with the level that was determined, and only if there is one. */
export async function createStyle(level: 0 | 1 | 2 | 3): Promise<Style> {
  if (level === 0) return plainStyle;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level });
  return {
    strong: chalk.bold,
    faint: chalk.dim,
    good: chalk.green,
    warn: chalk.yellow,
    bad: chalk.red,
  };
}
