import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure } from './failure.ts';
import { systemCode } from './system-error.ts';

/**
 * Writes a file that only its owner can read: whole under its name, or not at all; one that was
 * there is replaced in one step. @throws Failure `file_unwritable`; `file_is_database`, `file_exists`: what is there is none to replace
 */
export function writeFileWhole(file: string, content: string | Uint8Array): void {
  const draft = openDraft(file);
  draft.write(Buffer.from(content));
  draft.finish(renameSync);
}

/**
 * The same, part after part, for what is too large to hold; returns the bytes written.
 * @throws Failure `file_unwritable`, `file_is_database`, `file_exists`, and whatever the parts throw
 */
export async function writeFileInParts(
  file: string,
  parts: AsyncIterable<Uint8Array>,
): Promise<number> {
  return await writeParts(file, parts, renameSync);
}

/** The same for a file that must not replace any, not even one that came meanwhile: then `file_exists`. */
export async function writeNewFileInParts(
  file: string,
  parts: AsyncIterable<Uint8Array>,
): Promise<number> {
  return await writeParts(file, parts, moveToFreeName);
}

async function writeParts(
  file: string,
  parts: AsyncIterable<Uint8Array>,
  place: Place,
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
  draft.finish(place);
  return length;
}

/** How a draft comes to its name. */
type Place = (draft: string, file: string) => void;

// A hard link fails if the name is taken, where a rename would replace.
function moveToFreeName(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (systemCode(error) === 'EEXIST' || existsSync(file))
      throw new Failure('file_exists', { file });
    // A memory stick knows no hard links.
    renameSync(draft, file);
    return;
  }
  rmSync(draft);
}

/** A file beside the one it is to replace. */
interface Draft {
  write: (bytes: Uint8Array) => void;
  finish: (place: Place) => void;
  drop: () => void;
}

function openDraft(wished: string): Draft {
  const file = findTarget(wished);
  requireFolder(file);
  const name = `${file}.${randomBytes(6).toString('hex')}.draft`;
  let descriptor: number | null = null;
  let isMade = false;
  const close = (): void => {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
  };
  const drop = (): void => {
    close();
    // A name that is none at all is not even looked for.
    if (isMade) rmSync(name, { force: true });
  };
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      drop();
      if (error instanceof Failure) throw error;
      throw new Failure('file_unwritable', { file, reason: systemCode(error) }, { cause: error });
    }
  };
  const opened = attempt(() => (descriptor = openSync(name, 'wx', 0o600)));
  isMade = true;
  sweepDrafts(file, fstatSync(opened).mtimeMs);
  return {
    drop,
    write: (bytes) =>
      attempt(() => {
        for (let at = 0; at < bytes.length;) at += writeSync(opened, bytes, at);
      }),
    finish: (place) =>
      attempt(() => {
        fsyncSync(opened);
        close();
        place(name, file);
        syncFolder(dirname(file));
      }),
  };
}

/** In a folder that cannot be opened nothing can be made durable. @throws Failure `file_unwritable` */
export function requireFolder(file: string): void {
  try {
    closeSync(openSync(dirname(file), 'r'));
  } catch (error) {
    throw new Failure('file_unwritable', { file, reason: systemCode(error) }, { cause: error });
  }
}

/** Nobody rests so long while writing one. */
const HOUR_MS = 3_600_000;

/** Takes away what somebody who was killed has left of the same file: it holds what the file was to hold. */
function sweepDrafts(file: string, now: number): void {
  const folder = dirname(file);
  const start = `${basename(file)}.`;
  try {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(start) || !/^[\da-f]{12}\.draft$/.test(name.slice(start.length)))
        continue;
      const draft = join(folder, name);
      const modified = statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? now;
      if (now - modified > HOUR_MS) rmSync(draft, { force: true });
    }
  } catch {
    // What is left is in nobody's way.
  }
}

const DATABASE = 'SQLite format 3\0';

/**
 * The file that a link stands for, or the name itself. A campaign must not be lost to a name typed wrongly,
 * nor a device or a pipe of the system become a file.
 */
function findTarget(wished: string): string {
  const found = look(wished);
  if (found !== undefined && !found.isFile() && !found.isDirectory())
    throw new Failure('file_exists', { file: wished });
  const file = found === undefined ? wished : realpathSync(wished);
  if (startsWith(file, DATABASE) || belongsToDatabase(file))
    throw new Failure('file_is_database', { file: wished });
  return file;
}

/**
 * What SQLite and slotdesk keep beside a campaign, whether it is there at the moment or not; and what SQLite
 * keeps beside that: `slotdesk.db-import-journal` is taken away whoever has written it.
 */
export function belongsToDatabase(file: string): boolean {
  const [, base] = /^(.+)-(?:wal|shm|journal|mail|import)$/.exec(file) ?? [];
  return base !== undefined && (startsWith(base, DATABASE) || belongsToDatabase(base));
}

function look(file: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(file);
  } catch {
    // Whatever is wrong there, opening the draft beside it says what.
    return undefined;
  }
}

function startsWith(file: string, text: string): boolean {
  // To open a pipe would wait for whoever writes into it.
  if (look(file)?.isFile() !== true) return false;
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return false;
  }
  try {
    const start = Buffer.alloc(text.length);
    readSync(descriptor, start);
    return start.toString('latin1') === text;
  } finally {
    closeSync(descriptor);
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
