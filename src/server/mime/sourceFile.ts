import { numberOf, parse } from './parse';

/** The decoded content of one file of a mail's source, by its number as `parseSource` gives it; null without it. */
export async function sourceFile(source: Buffer, part: string): Promise<Buffer | null> {
  const { attachments } = await parse(source);
  return attachments.find((attachment) => numberOf(attachment) === part)?.content ?? null;
}
