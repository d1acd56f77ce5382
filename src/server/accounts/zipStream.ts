import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { asMailError } from '../errors';
import type { OpenFolder } from '../imap';
import { safeFilename } from '../mime/compose';
import { partStream } from './partStream';

/** A file of a message to be put into an archive. */
export interface ZippedFile {
  filename: string;
  part: string;
  encoding: string | null;
  size: number;
}

/**
 * Files of a message as one archive, read from the server one after another as fast as it is consumed. The folder must
 * stay open until the stream has ended. A file that the server doesn't deliver ends the stream with its error.
 */
export function zipStream(folder: OpenFolder, uid: number, files: readonly ZippedFile[]): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let current: Readable | null = null;
  // yazl neither listens for errors of what it reads nor ends what it writes.
  const fail = (error: unknown) => output.destroy(asMailError(error));
  const names = archiveNames(files.map(({ filename }) => filename));
  files.forEach(({ part, encoding, size }, index) => {
    // Level 1, because most files are already compressed. Storing them uncompressed isn't an option: the length is
    // known only at the end, which no program expects for a stored file.
    zip.addReadStreamLazy(names[index] ?? '', { compressionLevel: 1 }, (give) => {
      current = partStream(folder, uid, part, encoding, size);
      current.once('error', fail);
      give(null, current);
    });
  });
  zip.on('error', fail);
  output.once('close', () => current?.destroy());
  zip.end();
  return output;
}

/** Unique names (ignoring case) that no program takes for a path or a device. */
export function archiveNames(filenames: readonly string[]): string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return filenames.map((filename) => {
    const name = archiveName(filename);
    const dot = name.lastIndexOf('.');
    const end = dot > 0 ? dot : name.length;
    const key = name.toLowerCase();
    let count = counts.get(key) ?? 1;
    let unique = name;
    for (; taken.has(unique.toLowerCase()); unique = `${name.slice(0, end)} (${count})${name.slice(end)}`)
      count += 1;
    counts.set(key, count);
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/** Windows allows neither these characters, nor the name of a device, nor a dot at the end. */
function archiveName(filename: string): string {
  const safe = safeFilename(filename)
    .toWellFormed()
    .replace(/[<>:"|?*]/g, '_');
  let end = safe.length;
  while (end > 0 && '. '.includes(safe.charAt(end - 1))) end -= 1;
  const name = safe.slice(0, end);
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name) ? `_${name}` : name || 'attachment';
}
