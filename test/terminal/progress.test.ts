import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Output } from '../../src/terminal/output.ts';
import { createProgress } from '../../src/terminal/progress.ts';

function open(live: boolean): { out: Output; notes: string[]; drawn: string[] } {
  const notes: string[] = [];
  const drawn: string[] = [];
  const out = {
    live,
    note: (line: string) => notes.push(line),
    redraw: (line: string) => drawn.push(line),
  } as unknown as Output;
  return { out, notes, drawn };
}

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is one line drawn over itself on a terminal, taken away at the end', () => {
    const { out, notes, drawn } = open(true);
    const progress = createProgress(out);
    for (const line of ['1/3', '2/3', '3/3']) progress.show(line);
    progress.done();
    expect(drawn).toEqual(['1/3', '2/3', '3/3', '']);
    expect(notes).toEqual([]);
  });

  it('is a plain line every ten seconds elsewhere, even while nothing moves', () => {
    const { out, notes } = open(false);
    const progress = createProgress(out);
    progress.show('1/3');
    vi.advanceTimersByTime(9_000);
    expect(notes).toEqual([]);
    progress.show('2/3');
    vi.advanceTimersByTime(21_500);
    expect(notes).toEqual(['2/3', '2/3', '2/3']);
    progress.done();
    vi.advanceTimersByTime(60_000);
    expect(notes).toHaveLength(3);
  });
});
