import { describe, expect, it } from 'vitest';
import { renderTable } from '../../src/terminal/table.ts';
import { measureWidth } from '../../src/terminal/width.ts';

const rows = [
  { name: 'Müller-Lüdenscheidt, Hans-Günther Friedrich Wilhelm', seats: '7' },
  { name: '李雷', seats: '625' },
];
const shape = [
  { title: 'Name', value: (row: (typeof rows)[number]) => row.name, flexible: true },
  { title: 'Seats', value: (row: (typeof rows)[number]) => row.seats, align: 'right' as const },
];

describe('renderTable', () => {
  it('fits the terminal, cuts what is flexible and aligns figures to the right', () => {
    const lines = renderTable(shape, rows, 30, (text) => text);
    expect(lines.every((line) => measureWidth(line) <= 30)).toBe(true);
    expect(lines[1]).toContain('…');
    expect(lines[1]?.endsWith('    7')).toBe(true);
    expect(lines[2]?.endsWith('  625')).toBe(true);
  });

  it('counts wide characters as two columns', () => {
    expect(measureWidth('李雷')).toBe(4);
    expect(measureWidth('e\u0301')).toBe(1);
  });
});
