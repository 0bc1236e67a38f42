/**
 * What a template may say: text, comments, placeholders, `if`/`unless` on one, `each` over a list.
 * Everything else of Handlebars is refused before it is compiled, so a template can neither call
 * anything nor reach anything, and whether it renders does not depend on the booking.
 */
import Handlebars from 'handlebars';
import { Failure, type FailureFacts } from '../failure.ts';
import type { Kind } from '../mail/purposes.ts';
import { namesOf } from './placeholders.ts';

type Fault = FailureFacts['template_faulty'];
type Program = hbs.AST.Program;
interface Source {
  file: string;
  lines: string[];
  texts: string[];
  lists: string[];
}

/** Every placeholder stands for a text or a list; the entry of a list is `this`. */
type Place = 'template' | 'list';
/** @throws Failure `template_faulty` with the line */
export function checkGrammar(file: string, text: string, kind: Kind): void {
  const source = { file, lines: text.split('\n'), ...namesOf(kind) };
  checkStatements(source, parse(file, text), 'template');
}

function checkStatements(source: Source, program: Program | undefined, place: Place): void {
  for (const statement of program?.body ?? []) {
    if (['ContentStatement', 'CommentStatement'].includes(statement.type)) continue;
    if (isBlock(statement)) checkBlock(source, statement, place);
    else if (isMustache(statement) && statement.escaped && isBare(statement))
      checkPlaceholder(source, statement.path, place === 'list' ? ['this'] : source.texts);
    else forbid(source, statement);
  }
}

function checkBlock(source: Source, block: hbs.AST.BlockStatement, place: Place): void {
  const name = block.path.original;
  // The parser leaves out the branch that is not written, which its types do not say.
  const program: Program | undefined = block.program;
  const [subject, ...more] = block.params;
  const bare = isBare({ ...block, params: more }) && !program?.blockParams;
  if (place === 'list' || subject === undefined || !bare) return forbid(source, block);
  if (!['if', 'unless', 'each'].includes(name)) return forbid(source, block);
  checkPlaceholder(
    source,
    subject,
    name === 'each' ? source.lists : [...source.texts, ...source.lists],
  );
  checkStatements(source, program, name === 'each' ? 'list' : 'template');
  checkStatements(source, block.inverse, 'template');
}

function checkPlaceholder(source: Source, node: hbs.AST.Node, known: string[]): void {
  if (!isPath(node)) return forbid(source, node);
  const { original: found, parts, depth, data } = node;
  // `this` has no parts; `[this]` would be a property of that name.
  const simple = depth === 0 && !data && parts.length === (found === 'this' ? 0 : 1);
  if (!simple || !known.includes(found))
    refuse(source, node, { reason: 'unknown_placeholder', found, known });
}

function isMustache(node: hbs.AST.Node): node is hbs.AST.MustacheStatement {
  return node.type === 'MustacheStatement';
}

function isBlock(node: hbs.AST.Node): node is hbs.AST.BlockStatement {
  return node.type === 'BlockStatement';
}

function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === 'PathExpression';
}

function isBare(call: { params: hbs.AST.Expression[]; hash?: hbs.AST.Hash }): boolean {
  return call.params.length === 0 && !call.hash;
}

function forbid(source: Source, node: hbs.AST.Node): never {
  const { start, end } = node.loc;
  const line = source.lines[start.line - 1] ?? '';
  const rest = line.slice(start.column, end.line === start.line ? end.column : undefined);
  const found = /^.*?\}+/.exec(rest)?.[0] ?? rest;
  return refuse(source, node, { reason: 'forbidden', found, known: [] });
}

function refuse(
  { file }: Source,
  node: hbs.AST.Node,
  fault: Pick<Fault, 'reason' | 'found' | 'known'>,
): never {
  throw new Failure('template_faulty', { file, line: node.loc.start.line, ...fault });
}

function parse(file: string, text: string): Program {
  try {
    return Handlebars.parse(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [summary = ''] = error.message.split('\n');
    const syntax = /^Parse error on line (\d+):$/.exec(summary);
    const mismatch = /^(.*) - (\d+):\d+$/.exec(summary);
    const line = syntax?.[1] ?? mismatch?.[2] ?? null;
    const found = mismatch?.[1] ?? null;
    throw new Failure(
      'template_faulty',
      { file, line: line === null ? null : Number(line), reason: 'syntax', found, known: [] },
      { cause: error },
    );
  }
}
