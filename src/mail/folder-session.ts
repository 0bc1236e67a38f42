import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { FolderRelay } from './relay.ts';
import type { Delivery, Opened, Refusal } from './session.ts';

/** Makes the folder and a session that puts one `.eml` file a mail into it. Never throws. */
export function openFolderSession({ folder }: FolderRelay): Opened {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    return { refusal: refuse(error) };
  }
  let open = true;
  return {
    session: {
      usable: () => open,
      deliver: (envelope, content, released) =>
        writeMail(join(folder, toFileName(envelope.messageId)), content, released),
      quit: () => Promise.resolve(),
      cut: () => {
        open = false;
      },
    },
  };
}

// Not `recursive`: Node 20 never returns where the system answers ENOENT below a folder that is there (/proc).
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(resolve(folder));
  if (!existsSync(above)) makeFolder(above);
  mkdirSync(folder, { mode: 0o700 });
}

/** The system's code if files cannot be put there, else `null`; creates nothing. */
export function findFolderFault({ folder }: FolderRelay): string | null {
  let nearest = resolve(folder);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory()) return 'ENOTDIR';
  try {
    accessSync(nearest, constants.W_OK);
    return statSync(nearest).isDirectory() ? null : 'ENOTDIR';
  } catch (error) {
    return systemCode(error);
  }
}

// The name follows from the Message-ID: the same mail again replaces its file and makes no second one.
function toFileName(messageId: string): string {
  const id = messageId.replace(/^<|>$/g, '');
  if (/^[\w@][\w.@+-]{0,199}$/.test(id)) return `${id}.eml`;
  return `${createHash('sha256').update(id).digest('hex')}.eml`;
}

async function writeMail(
  path: string,
  content: Buffer,
  released: () => Promise<void>,
): Promise<Delivery> {
  const draft = `${path}.part`;
  try {
    await writeDurably(draft, content);
  } catch (error) {
    await discard(draft);
    return { ...refuse(error), queueId: null };
  }
  try {
    await released();
  } catch (error) {
    await discard(draft);
    throw error;
  }
  try {
    await rename(draft, path);
    await syncFolder(dirname(path));
    return { verdict: { kind: 'accepted' }, reply: null, reason: null, queueId: null };
  } catch (error) {
    return {
      verdict: { kind: 'uncertain' },
      reply: null,
      reason: systemCode(error),
      queueId: null,
    };
  }
}

async function discard(draft: string): Promise<void> {
  await rm(draft, { force: true }).catch(() => undefined);
}

async function writeDurably(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function refuse(error: unknown): Refusal {
  return {
    verdict: { kind: 'stop', code: 'file_unwritable' },
    reply: null,
    reason: systemCode(error),
  };
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}
