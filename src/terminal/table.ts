import { clean } from './clean.ts';
import { measureWidth, shorten } from './width.ts';

export interface Column<Row> {
  title: string;
  value: (row: Row) => string;
  align?: 'right';
  /** Paints the finished cell; the layout is made before. */
  paint?: (text: string, row: Row) => string;
  /** May be cut, the widest first, when the table is wider than the terminal. */
  flexible?: boolean;
}

/** The rows under their titles, at most `columns` wide where flexible columns allow it. */
export function renderTable<Row>(
  shape: readonly Column<Row>[],
  rows: readonly Row[],
  columns: number,
  paintTitle: (text: string) => string,
): string[] {
  const cells = rows.map((row) => shape.map((column) => clean(column.value(row))));
  const widths = fitWidths(shape, cells, columns);
  const fill = (text: string, index: number): string => {
    const width = widths[index] ?? 0;
    const cut = shorten(text, width);
    const space = ' '.repeat(Math.max(0, width - measureWidth(cut)));
    return shape[index]?.align === 'right' ? space + cut : cut + space;
  };
  const join = (line: string[]): string => line.join('  ').trimEnd();
  const head = paintTitle(join(shape.map((column, index) => fill(column.title, index))));
  const body = rows.map((row, at) =>
    join(
      shape.map((column, index) => {
        const text = fill(cells[at]?.[index] ?? '', index);
        return column.paint ? column.paint(text, row) : text;
      }),
    ),
  );
  return [head, ...body];
}

function fitWidths<Row>(
  shape: readonly Column<Row>[],
  cells: string[][],
  columns: number,
): number[] {
  const widths = shape.map((column, index) =>
    Math.max(measureWidth(column.title), ...cells.map((row) => measureWidth(row[index] ?? ''))),
  );
  let excess = widths.reduce((sum, width) => sum + width, 2 * (widths.length - 1)) - columns;
  while (excess > 0) {
    const widest = shape.reduce(
      (best, column, index) =>
        column.flexible && (widths[index] ?? 0) > Math.max(8, widths[best] ?? 0) ? index : best,
      -1,
    );
    if (widest === -1) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess--;
  }
  return widths;
}
