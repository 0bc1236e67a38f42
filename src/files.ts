import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from './failure.ts';

/**
 * Writes a file that only its owner can read: whole under its name, or not at all; one that was
 * there is replaced in one step. @throws Failure `file_unwritable`
 */
export function writeFileWhole(file: string, content: string | Uint8Array): void {
  writeFileInParts(file, [content]);
}

/** The same, part after part, for what is too large to hold; returns the bytes written. */
export function writeFileInParts(file: string, parts: Iterable<string | Uint8Array>): number {
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`;
  let isSystem = true;
  let length = 0;
  try {
    const descriptor = openSync(draft, 'wx', 0o600);
    try {
      isSystem = false;
      for (const part of parts) {
        const bytes = Buffer.from(part);
        isSystem = true;
        for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
        isSystem = false;
        length += bytes.length;
      }
      isSystem = true;
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
    syncFolder(dirname(file));
    return length;
  } catch (error) {
    rmSync(draft, { force: true });
    // What the parts come from has its own refusals.
    if (!isSystem) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    throw new Failure('file_unwritable', { file, reason }, { cause: error });
  }
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
