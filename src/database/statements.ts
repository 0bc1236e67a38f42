import type BetterSqlite3 from 'better-sqlite3';

export type Database = BetterSqlite3.Database;
export type Statement = BetterSqlite3.Statement;

const prepared = new WeakMap<Database, Map<string, Statement>>();

/** The statement of `sql` on this database, prepared once and kept for the connection's life. */
export function sql(database: Database, text: string): Statement {
  let statements = prepared.get(database);
  if (statements === undefined) prepared.set(database, (statements = new Map()));
  let statement = statements.get(text);
  if (statement === undefined) statements.set(text, (statement = database.prepare(text)));
  return statement;
}
