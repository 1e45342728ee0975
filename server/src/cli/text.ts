/** Texts of files, read and written without losing a byte. Knows no YAML. */
import { randomBytes } from 'node:crypto';
import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** More is not read: the service would not look at it, either. */
const longestFile = 64 * 1024 * 1024;
const byteOrderMark = '\uFEFF';

export interface FileText {
  /** Without a byte order mark, as editors have it. */
  readonly text: string;
  /** What was read, for comparison. */
  readonly bytes: Uint8Array;
}

/** Throws an error with a message for people. */
export function readText(path: string): FileText {
  const bytes = readBytes(path);
  const text = decode(bytes);
  if (text.includes('\0')) throw new NotText();
  return { text: text.startsWith(byteOrderMark) ? text.slice(1) : text, bytes };
}

/** Throws where there is nothing. */
export function isFile(path: string): boolean {
  return statSync(path).isFile();
}

/** Of a file in a folder this is no trouble: nobody said that it is a manifest. */
export class NotText extends Error {
  constructor() {
    super('is not a text file');
  }
}

/** YAML may be UTF-16; it must say so by its first two bytes. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le');
  if (first === 0xfe && second === 0xff && bytes.length % 2 === 0)
    return Buffer.from(bytes).swap16().toString('utf16le');
  return bytes.toString('utf8');
}

function readBytes(path: string): Buffer {
  try {
    const { size } = statSync(path);
    if (size > longestFile) throw new Error('is longer than 64 MiB');
    return readFileSync(path);
  } catch (error) {
    throw new Error(reasonOf(error));
  }
}

/**
 * Puts `text` in the place of what was read, at once or not at all. Throws when somebody else has changed the file, or
 * when it holds bytes that its text cannot give back.
 */
export function writeText(path: string, read: FileText, text: string): void {
  const mark = Buffer.from(read.bytes).toString('utf8').startsWith(byteOrderMark) ? byteOrderMark : '';
  if (!Buffer.from(mark + read.text, 'utf8').equals(read.bytes)) throw new Error('is not UTF-8, so it was not fixed');
  try {
    // A link stays a link.
    const target = realpathSync(path);
    const copy = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
    try {
      writeFileSync(copy, mark + text, { flag: 'wx', mode: statSync(target).mode });
      if (!readFileSync(target).equals(read.bytes)) throw new Error('has changed meanwhile, so it was not fixed');
      renameSync(copy, target);
    } finally {
      rmSync(copy, { force: true });
    }
  } catch (error) {
    throw new Error(reasonOf(error));
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'cannot be read or written: permission denied',
  EPERM: 'cannot be read or written: permission denied',
  EISDIR: 'is a folder',
  ENOTDIR: 'does not exist',
  ELOOP: 'is a link that leads in a circle',
  ENOSPC: 'cannot be written: no space left',
  EROFS: 'cannot be written: read-only file system',
};

/** What Node says of a file, in the words of the other messages. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return (code && reasons[code]) ?? error.message;
}
