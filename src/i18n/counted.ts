/** A figure as it was written, with the words for one or for any other number: `1 seat`, `0 seats`, `1,200 seats`. */
export function counted(figure: string | number, one: string, more: string): string {
  return `${figure} ${String(figure) === '1' ? one : more}`;
}
