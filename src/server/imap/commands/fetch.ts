import type { FetchMessageObject, FetchOptions, FetchQueryObject } from 'imapflow';
import { assertOpen, type OpenFolder } from './withFolder';

/**
 * FETCH by UID (unless told otherwise), message by message. Unlike imapflow's own, it fails if the connection is lost
 * instead of ending as if there were no more messages.
 */
export async function* fetchEach(
  folder: OpenFolder,
  range: string,
  query: FetchQueryObject,
  options: FetchOptions = {},
): AsyncGenerator<FetchMessageObject> {
  assertOpen(folder);
  const { mailbox } = folder;
  mailbox.sensor.reset();
  try {
    for await (const message of mailbox.client.fetch(range, query, { uid: true, ...options }))
      // Without a UID, it isn't clear which message the response is about; that message counts as unanswered.
      if (message.uid) yield message;
  } catch (error) {
    throw mailbox.reason(error);
  }
  assertOpen(folder);
}

/** Whether a FETCH response contains what was requested. */
export type IsAnswer = (message: FetchMessageObject) => boolean;

/**
 * Messages once their answer is complete. A server may split an answer over several responses, and in between report
 * flag changes by another client (RFC 3501 §7.4.2): neither is the answer on its own.
 */
export async function* fetchAnswers(
  folder: OpenFolder,
  range: string,
  query: FetchQueryObject,
  isAnswer: IsAnswer,
): AsyncGenerator<FetchMessageObject> {
  const begun = new Map<number, FetchMessageObject>();
  for await (const message of fetchEach(folder, range, query)) {
    const whole = merged(begun.get(message.uid), message);
    if (isAnswer(whole)) {
      begun.delete(message.uid);
      yield whole;
    } else begun.set(message.uid, whole);
  }
}

function merged(before: FetchMessageObject | undefined, now: FetchMessageObject): FetchMessageObject {
  if (!before) return now;
  const bodyParts = new Map([...(before.bodyParts ?? []), ...(now.bodyParts ?? [])]);
  return { ...before, ...now, ...(bodyParts.size > 0 ? { bodyParts } : {}) };
}

/** UIDs as an IMAP sequence set (RFC 3501 §9), with runs folded: `1:3,7`. */
export function sequenceSet(uids: readonly number[]): string {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  const runs: Array<[number, number]> = [];
  for (const uid of sorted) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === uid) last[1] = uid;
    else runs.push([uid, uid]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}:${to}`)).join(',');
}
