import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from './failure.ts';
import { systemCode } from './system-error.ts';

/**
 * Writes a file that only its owner can read: whole under its name, or not at all; one that was
 * there is replaced in one step. @throws Failure `file_unwritable`
 */
export function writeFileWhole(file: string, content: string | Uint8Array): void {
  const draft = openDraft(file);
  draft.write(Buffer.from(content));
  draft.finish();
}

/**
 * The same, part after part, for what is too large to hold; returns the bytes written.
 * @throws Failure `file_unwritable`, and whatever the parts throw
 */
export async function writeFileInParts(
  file: string,
  parts: AsyncIterable<Uint8Array>,
): Promise<number> {
  const draft = openDraft(file);
  let length = 0;
  try {
    for await (const part of parts) {
      draft.write(part);
      length += part.length;
    }
  } catch (error) {
    draft.drop();
    throw error;
  }
  draft.finish();
  return length;
}

/** A file beside the one it is to replace. */
interface Draft {
  write: (bytes: Uint8Array) => void;
  finish: () => void;
  drop: () => void;
}

function openDraft(file: string): Draft {
  const name = `${file}.${randomBytes(6).toString('hex')}.new`;
  let descriptor: number | null = null;
  const close = (): void => {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
  };
  const drop = (): void => {
    close();
    rmSync(name, { force: true });
  };
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      drop();
      throw new Failure('file_unwritable', { file, reason: systemCode(error) }, { cause: error });
    }
  };
  const opened = attempt(() => (descriptor = openSync(name, 'wx', 0o600)));
  return {
    drop,
    write: (bytes) =>
      attempt(() => {
        for (let at = 0; at < bytes.length;) at += writeSync(opened, bytes, at);
      }),
    finish: () =>
      attempt(() => {
        fsyncSync(opened);
        close();
        renameSync(name, file);
        syncFolder(dirname(file));
      }),
  };
}

// The rename itself is durable only once the folder is.
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
