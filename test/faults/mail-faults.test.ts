import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runFaulted } from './faulted-run.ts';

const MAILS = 2000;

describe('a relay that misbehaves at random', () => {
  it('makes no copy, loses nothing, and the ledger agrees with what it took', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.constantFrom(1, 5), async (seed, connections) => {
        const figures = await runFaulted({ mails: MAILS, seed, connections });
        expect(figures).toMatchObject({ copies: 0, lost: 0, denied: 0, unsound: 0 });
        expect(figures.accepted + figures.failed + figures.uncertain).toBe(MAILS);
        expect(figures.faults).toBeGreaterThan(MAILS / 10);
      }),
      { numRuns: 2 },
    );
  }, 120_000);
});
