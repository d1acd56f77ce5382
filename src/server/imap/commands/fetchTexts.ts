import type { FetchMessageObject } from 'imapflow';
import { FACT_FIELDS } from '../../messageFacts';
import { fetchAnswers, sequenceSet } from './fetch';
import { fetchOne } from './fetchOne';
import type { OpenFolder } from './withFolder';

export interface FetchedTexts {
  uid: number;
  /** Fields of the message itself (RFC 3501 §6.4.5, HEADER.FIELDS): those that describe its text, and FACT_FIELDS. */
  header: Buffer;
  /** Encoded content by section, in lower case. Empty if the server gave none. */
  content: Map<string, Buffer>;
}

const partsOf = (sections: readonly string[], maxBytes: number) =>
  sections.map((key) => ({ key, start: 0, maxLength: maxBytes }));

const NOTHING = Buffer.alloc(0);

/** imapflow returns false for NIL. */
const given = (part: Buffer | false | undefined): Buffer => part || NOTHING;

const hasParts = ({ bodyParts }: FetchMessageObject): boolean => bodyParts !== undefined;
const hasHeader = ({ headers }: FetchMessageObject): boolean => headers !== undefined;

/**
 * The same parts of several messages, each message as it arrives; `sections` may be empty. Unanswered messages are left
 * out.
 */
export async function* fetchTextsOf(
  folder: OpenFolder,
  uids: readonly number[],
  sections: readonly string[],
  maxBytes: number,
): AsyncGenerator<FetchedTexts> {
  if (uids.length === 0 || folder.exists === 0) return;
  const query = {
    uid: true,
    headers: ['content-type', 'content-transfer-encoding', ...FACT_FIELDS],
    ...(sections.length > 0 ? { bodyParts: partsOf(sections, maxBytes) } : {}),
  };
  const answered = sections.length > 0 ? hasParts : hasHeader;
  const answers = fetchAnswers(folder, sequenceSet(uids), query, answered);
  for await (const { uid, headers, bodyParts } of answers) {
    const content = new Map([...(bodyParts ?? [])].map(([section, part]) => [section, given(part)]));
    yield { uid, header: given(headers), content };
  }
}

/**
 * Encoded content of parts of one message by section, each cut off at `maxBytes`. Meant for text, since it is held in
 * memory. Throws like {@link fetchOne}.
 */
export async function fetchTexts(
  folder: OpenFolder,
  uid: number,
  sections: readonly string[],
  maxBytes: number,
): Promise<Map<string, Buffer>> {
  if (sections.length === 0) return new Map();
  const query = { uid: true, bodyParts: partsOf(sections, maxBytes) };
  const { bodyParts } = await fetchOne(folder, uid, query, hasParts);
  return new Map(sections.map((section) => [section, given(bodyParts?.get(section.toLowerCase()))]));
}
