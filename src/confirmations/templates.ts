/** The texts of the mails: shipped ones, and those by which a city replaces them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { Failure, type FailureFacts } from '../failure.ts';
import { kinds, type Kind } from '../mail/purposes.ts';
import type { MailLanguage } from './content-words.ts';
import type { TemplateValues } from './placeholders.ts';
import { checkGrammar } from './templates-grammar.ts';

/** The templates of one kind of mail in one language, checked and compiled. */
export interface Templates {
  kind: Kind;
  language: MailLanguage;
  /** @throws Failure `template_faulty` if the subject comes out empty */
  render: (values: TemplateValues<Kind>) => { subject: string; text: string; html: string };
}

interface Template {
  file: string;
  source: string;
}

const SHIPPED = fileURLToPath(new URL('./templates/', import.meta.url));
const FILES = kinds.flatMap((kind) =>
  ['de', 'en'].flatMap((language) =>
    ['txt', 'html'].map((part) => `${kind}.${language}.${part}.hbs`),
  ),
);
const TEXT_WIDTH = 76;

/**
 * Reads and checks the templates of a kind in a language: the shipped ones, each replaced by the file of
 * the same name in `folder`, where there is one.
 * @throws Failure `template_faulty`
 */
export function loadTemplates(
  kind: Kind,
  language: MailLanguage,
  folder: string | null,
): Templates {
  const own = folder === null ? [] : listFolder(folder);
  const read = (part: 'txt' | 'html'): Template => {
    const name = `${kind}.${language}.${part}.hbs`;
    const file = join(folder !== null && own.includes(name) ? folder : SHIPPED, name);
    return { file, source: readSource(file) };
  };
  const text = read('txt');
  const html = read('html');
  // Each by itself: nothing in the body can run into the subject. The line stays, so that lines count.
  const [, subject, body] = /^subject:([^\n]*)(\n\s*\n[^]*)$/i.exec(text.source) ?? [];
  if (subject === undefined || body === undefined)
    throw fault(text.file, { line: 1, reason: 'no_subject' });
  const renderSubject = compile(kind, { ...text, source: subject }, { noEscape: true });
  const renderText = compile(kind, { ...text, source: body }, { noEscape: true });
  const renderHtml = compile(kind, html, { noEscape: false });
  return {
    kind,
    language,
    render(values) {
      const subjectLine = renderSubject(values).replaceAll(/\s+/g, ' ').trim();
      if (subjectLine === '') throw fault(text.file, { line: 1, reason: 'no_subject' });
      return { subject: subjectLine, text: layOut(renderText(values)), html: renderHtml(values) };
    },
  };
}

function compile(
  kind: Kind,
  { file, source }: Template,
  options: { noEscape: boolean },
): (values: TemplateValues<Kind>) => string {
  checkGrammar(file, source, kind);
  return Handlebars.create().compile<TemplateValues<Kind>>(source, {
    ...options,
    strict: true,
    knownHelpersOnly: true,
  });
}

// A template under a name that is never read would be missed only when the mails are out.
function listFolder(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw unreadable(folder, error);
  }
  for (const name of names.filter((candidate) => candidate.endsWith('.hbs'))) {
    if (FILES.includes(name)) continue;
    throw fault(join(folder, name), { reason: 'unknown_file', found: name, known: FILES });
  }
  return names;
}

function readSource(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
  try {
    // Strict, for an editor's Windows-1252 would otherwise arrive as thousands of broken umlauts.
    const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return source.replaceAll(/\r\n?/g, '\n');
  } catch {
    throw fault(file, { line: lineOfBadByte(bytes), reason: 'not_utf8' });
  }
}

function lineOfBadByte(bytes: Buffer): number {
  const intact = bytes.toString('utf8').split('\uFFFD', 1)[0] ?? '';
  return intact.split('\n').length;
}

/** Lines longer than 76 characters broken at spaces, as deep as they began; no heap of empty lines. */
function layOut(text: string): string {
  const lines = text.split('\n').flatMap((line) => breakLine(line.trimEnd()));
  const joined = lines.join('\n').replace(/^\n+/, '').trimEnd();
  return `${joined.replaceAll(/\n{3,}/g, '\n\n')}\n`;
}

function breakLine(line: string): string[] {
  if (line.length <= TEXT_WIDTH) return [line];
  const [start = ''] = /^\s*(?:[-*•]\s+)?/.exec(line) ?? [];
  const indent = ' '.repeat(start.length);
  const lines: string[] = [];
  let current = start;
  for (const word of line.slice(start.length).split(/ +/)) {
    const empty = current === start || current === indent;
    if (!empty && current.length + 1 + word.length > TEXT_WIDTH) {
      lines.push(current);
      current = indent + word;
    } else current += empty ? word : ` ${word}`;
  }
  return [...lines, current];
}

function unreadable(file: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  return fault(file, { reason: 'unreadable', found: code });
}

function fault(
  file: string,
  facts: Partial<FailureFacts['template_faulty']> & Pick<FailureFacts['template_faulty'], 'reason'>,
): Failure {
  return new Failure('template_faulty', { file, line: null, found: null, known: [], ...facts });
}
