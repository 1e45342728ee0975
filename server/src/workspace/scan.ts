/**
 * Brings the files of the disk into the index, a little at a time. Knows neither what it reads nor who waits
 * meanwhile: it asks for leave between two steps.
 */
import { isKnownByName } from '../model/manifest.js';
import type { Disk } from './disk.js';
import { keyOf } from './uriKey.js';

/** Who learns of the files. */
export interface Reader {
  setFileOnDisk(uri: string, text: string): void;
  deleteFileOnDisk(uri: string): void;
  settle(): Iterable<unknown>;
  endScan(read: 'all' | 'part'): void;
  readonly wantedFiles: readonly string[];
}

/** Called between two steps: returns at once, or when others had their turn. */
export type Pause = () => Promise<void> | undefined;

/** So many files are read at once: waiting for a disk costs no time of ours. */
const atOnce = 16;

export class Scan {
  readonly #disk: Disk;
  readonly #reader: Reader;
  readonly #pause: Pause;
  /** What was read of the disk so far, and not deleted since. */
  readonly #known = new Set<string>();
  #round = 0;

  constructor(disk: Disk, reader: Reader, pause: Pause) {
    this.#disk = disk;
    this.#reader = reader;
    this.#pause = pause;
  }

  /** Reads everything below `folders`, and forgets what is elsewhere. Answers `false` when a newer call overtook it. */
  async readAll(folders: readonly string[], onProgress: (done: number, all: number) => void): Promise<boolean> {
    const round = ++this.#round;
    const { uris, read } = await this.#disk.find(folders);
    if (round !== this.#round) return false;
    const found = new Set(uris);
    for (const uri of this.#known) if (!found.has(uri)) this.#forget(uri);
    // The choices of projects first, so that they hold as early as can be.
    const inOrder = [...uris].sort((a, b) => Number(isKnownByName(b)) - Number(isKnownByName(a)));
    for (let i = 0; i < inOrder.length; i += atOnce) {
      await this.#readThese(inOrder.slice(i, i + atOnce));
      if (round !== this.#round) return false;
      onProgress(Math.min(i + atOnce, inOrder.length), inOrder.length);
    }
    await this.#readThese(this.#reader.wantedFiles);
    await this.#settle();
    if (round !== this.#round) return false;
    this.#reader.endScan(read);
    return true;
  }

  /** What was read of `gone`: of files, and of all that is below folders, of which some editors tell no more. */
  lostWith(gone: readonly string[]): readonly string[] {
    const keys = new Set(gone.map(keyOf));
    if (keys.size === 0) return [];
    return [...this.#known].filter(uri => {
      for (let at = keyOf(uri); at.length > 0; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
        if (keys.has(at)) return true;
      }
      return false;
    });
  }

  /** Reads again what changed on disk; what is gone, or was never to be read, is forgotten. */
  async readAgain(uris: readonly string[], folders: readonly string[]): Promise<void> {
    const asked = new Set(this.#reader.wantedFiles);
    const wanted = new Set(await this.#disk.wanted(uris, folders));
    for (const uri of uris) if (!wanted.has(uri) && !asked.has(uri)) this.#forget(uri);
    await this.#readThese(uris.filter(uri => wanted.has(uri) || asked.has(uri)));
    await this.#readThese(this.#reader.wantedFiles.filter(uri => !asked.has(uri)));
    await this.#settle();
  }

  async #readThese(uris: readonly string[]): Promise<void> {
    for (let i = 0; i < uris.length; i += atOnce) {
      const some = uris.slice(i, i + atOnce);
      const texts = await Promise.all(some.map(uri => this.#disk.read(uri)));
      for (const [j, uri] of some.entries()) {
        const text = texts[j];
        if (text === undefined) this.#forget(uri);
        else this.#tell(uri, text);
        await this.#settle();
      }
    }
  }

  #tell(uri: string, text: string): void {
    this.#known.add(uri);
    this.#reader.setFileOnDisk(uri, text);
  }

  #forget(uri: string): void {
    this.#known.delete(uri);
    this.#reader.deleteFileOnDisk(uri);
  }

  async #settle(): Promise<void> {
    for (const _ of this.#reader.settle()) await this.#pause();
    await this.#pause();
  }
}
