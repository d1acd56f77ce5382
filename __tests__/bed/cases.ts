import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'cases');

/** A message of the folder `cases`: each is one kind of message that was read wrongly once. */
export const caseFile = (folder: string, file: string): Buffer => readFileSync(join(FOLDER, folder, file));

/** All of them, as `folder/file`. */
export const CASES: ReadonlyArray<readonly [name: string, source: Buffer]> = readdirSync(FOLDER)
  .flatMap((folder) => readdirSync(join(FOLDER, folder)).map((file) => [folder, file] as const))
  .map(([folder, file]) => [`${folder}/${file}`, caseFile(folder, file)] as const);

/** A message with a text of this type and charset, out of octets. */
export const textMessage = (type: string, body: Buffer | string, more: readonly string[] = []): Buffer =>
  Buffer.concat([
    Buffer.from([`Content-Type: ${type}`, ...more, '', ''].join('\r\n'), 'latin1'),
    Buffer.from(body as string),
  ]);
