import { change, type Actor } from '../database/change.ts';
import { sql, type Database } from '../database/statements.ts';
import type { Purpose } from '../mail/purposes.ts';

/** What staff write to many; `text` in paragraphs with an empty line between them. */
export interface Notice {
  subject: string;
  text: string;
}

/** The purpose of the mails with these words: the same words are the same notice, so that nobody gets it twice. */
export function keepNotice(database: Database, actor: Actor, { subject, text }: Notice): Purpose {
  return change(database, actor, () => {
    const known = findNotice(database, { subject, text });
    if (known !== null) return { result: known, entry: null };
    const insert = 'INSERT INTO notice (subject, text, created_at) VALUES (?, ?, ?)';
    const { lastInsertRowid } = sql(database, insert).run(subject, text, actor.now());
    const id = Number(lastInsertRowid);
    return { result: toPurpose(id), entry: { action: 'mail.notice', facts: { notice: id } } };
  });
}

/** `null`: it has not been kept yet, so nobody has got it. */
export function findNotice(database: Database, { subject, text }: Notice): Purpose | null {
  const id = sql(database, 'SELECT id FROM notice WHERE subject = ? AND text = ?')
    .pluck()
    .get(subject, text) as number | undefined;
  return id === undefined ? null : toPurpose(id);
}

/** The words of a notice by its purpose; `null` if there is none. */
export function readNotice(database: Database, purpose: string): Notice | null {
  const [, id] = /^notice-(\d+)$/.exec(purpose) ?? [];
  const read = sql(database, 'SELECT subject, text FROM notice WHERE id = ?');
  return id === undefined ? null : ((read.get(Number(id)) as Notice | undefined) ?? null);
}

function toPurpose(id: number): Purpose {
  return `notice-${id}`;
}
