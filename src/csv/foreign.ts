import type { ForeignKind } from '../failure.ts';

// As Latin-1: a character is a byte.
const signatures: readonly { kind: ForeignKind; starts: readonly string[] }[] = [
  // .xlsx and .ods are ZIP files, .xls is an OLE file.
  { kind: 'spreadsheet', starts: ['PK\u0003\u0004', '\u00D0\u00CF\u0011\u00E0'] },
  { kind: 'pdf', starts: ['%PDF-'] },
  { kind: 'database', starts: ['SQLite format 3\0'] },
  { kind: 'archive', starts: ['\u001F\u008B', '7z\u00BC\u00AF', 'BZh', '\u00FD7zXZ'] },
  { kind: 'document', starts: ['{\\rtf', '\u0089PNG', '\u00FF\u00D8\u00FF'] },
];

const WEB_PAGE = /^\s*<(?:!doctype|html|head|body|table|\?xml|!--)/i;

/** Recognises by its first bytes a file that is no CSV; `null` if it may be one. */
export function recogniseForeign(start: Buffer): ForeignKind | null {
  const latin = start.toString('latin1', 0, 512);
  if (
    /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?[\s\0]*$/.test(latin) &&
    start.length < 512
  )
    return 'empty';
  for (const { kind, starts } of signatures) {
    if (starts.some((bytes) => latin.startsWith(bytes))) return kind;
  }
  if (WEB_PAGE.test(latin.replace(/^\u00ef\u00bb\u00bf/, ''))) return 'web_page';
  return null;
}

/** Whether decoded text is full of control characters, which no table of people is. */
export function looksBinary(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  const controls = text.match(/[\u0000-\u0008\u000E-\u001F]/g)?.length ?? 0;
  return controls > 8 && controls > text.length / 20;
}
