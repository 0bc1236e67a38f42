import { clean } from './clean.ts';
import { introduce, nameChoice, type Question, type View } from './dialog.ts';
import type { Style } from './style.ts';
import { measureWidth, shorten, wrap } from './width.ts';

/** A question and what it is drawn with. */
export interface Look {
  question: Question<unknown>;
  style: Style;
  /** What the keys do. */
  keys: string;
  /** The terminal as large as it is now. */
  measure: () => { columns: number; rows: number };
}

/** Where a person stands in a question. */
export interface Standing {
  typed: string;
  /** The choice the cursor stands on. */
  at: number;
  /** Enter was pressed, and what stands there will not do. */
  refused: boolean;
  left: boolean;
}

/** The line of a question with what is typed, and all that stands below it. */
export function drawQuestion(
  { question, style, keys, measure }: Look,
  standing: Standing,
): [string, string] {
  const { columns, rows } = measure();
  const view = question.look(standing.typed);
  const fit = (line: string, paint: (text: string) => string): string[] =>
    line === '' ? [] : wrap(clean(line), columns - 4).map((part) => paint(`  ${part}`));
  const notes = view.notes.flatMap((note) => fit(note, standing.left ? style.faint : style.warn));
  const message = introduce(clean(question.message));
  const chosen = standing.left ? clean(view.choices[standing.at]?.label ?? '') : '';
  const room = Math.max(10, columns - measureWidth(message) - 2);
  const answered = chosen === '' ? clean(standing.typed) : shorten(chosen, room);
  const head = `${style.strong(message)} ${answered}`;
  if (standing.left) return [head, notes.join('\n')];
  const refusal =
    standing.refused && 'refusal' in view.enter ? fit(view.enter.refusal, style.bad) : [];
  const help = [...fit(question.help, style.faint), ...fit(keys, style.faint)];
  const others = notes.length + refusal.length + help.length;
  const choices = drawChoices(question, view, standing.at, columns).map((line, at) =>
    at === standing.at ? style.strong(line) : line,
  );
  const shown = cutAround(choices, standing.at, rows - others - 2);
  return [head, [...notes, ...shown, ...refusal, ...help].join('\n')];
}

function drawChoices(
  { menu }: Question<unknown>,
  { choices }: View<unknown>,
  standsAt: number,
  columns: number,
): string[] {
  return choices.map(({ label }, at) => {
    const key = menu ? `${nameChoice(choices, at)}  ` : '';
    return shorten(`${at === standsAt ? '>' : ' '} ${key}${clean(label)}`, columns - 2);
  });
}

/** So many lines, with that of the cursor among them: what does not fit on a terminal could not be taken away again. */
function cutAround(lines: readonly string[], at: number, room: number): readonly string[] {
  const count = Math.max(3, room);
  const start = Math.min(
    Math.max(0, at - Math.floor(count / 2)),
    Math.max(0, lines.length - count),
  );
  return lines.slice(start, start + count);
}
