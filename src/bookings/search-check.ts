import type { Database } from '../database/statements.ts';

/** Bookings that a search would miss, and rows of the index that belong to no booking. */
export interface SearchFinding {
  code: 'search_index';
  missing: number;
  stray: number;
}

const KNOWN =
  'SELECT id FROM booking_search_docsize UNION ALL SELECT booking_id FROM search_pending';

/** Compares the search index with the bookings; those that wait to be indexed are no finding. */
export function checkSearch(database: Database): SearchFinding[] {
  const { missing, stray } = database
    .prepare(
      `SELECT (SELECT count(*) FROM booking WHERE id NOT IN (${KNOWN})) AS missing,
              (SELECT count(*) FROM booking_search_docsize WHERE id NOT IN (SELECT id FROM booking)
                 AND id NOT IN (SELECT booking_id FROM search_pending)) AS stray`,
    )
    .get() as { missing: number; stray: number };
  return missing + stray === 0 ? [] : [{ code: 'search_index', missing, stray }];
}
