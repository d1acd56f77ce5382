import type { FolderView, Id, LabelView, MatchesView, SnoozeView } from '../../../common';
import type { MailApi, MessageQuery } from '../../api';
import { needsConfirmation } from '../../api-error';
import type { Filing, Origin } from '../../components';
import { changedBy, changeOf } from '../../components/labels/labelling';
import { labelQuery } from './views';

/** All messages of a list, including those not loaded. */
export interface Everything extends MatchesView {
  query: MessageQuery;
}

export type Flags = { seen: boolean } | { flagged: boolean };

/** What to do with them. */
export type Change =
  | { kind: 'flag'; flags: Flags }
  | { kind: 'move'; target: FolderView }
  | { kind: 'label'; label: LabelView; add: boolean }
  /** A null `until`: no longer. */
  | { kind: 'snooze'; until: string | null }
  | { kind: 'file'; as: Filing }
  | { kind: 'remove'; permanently: boolean };

/** Messages per step, few enough that each step takes no more than a second or two. */
const STEP = 500;

export interface Progress {
  /** Called after each step with the number of messages processed so far. */
  onStep(done: number): void;
  /** Once aborted, no further step starts. */
  signal: AbortSignal;
  /** Called once, if messages are already in the trash. */
  confirmPermanently(): Promise<boolean>;
}

/** What was done, even if it ended early. */
export interface Outcome {
  /** Moved messages, with the folders they were in. */
  origins: Origin[];
  /** Messages with changed flags. */
  flagged: Id[];
  /** Messages that got or lost a label. */
  labelled: Id[];
  /** Messages that are snoozed, or no longer, with their times before. */
  snoozed: SnoozeView['changed'];
  deleted: number;
  /** Why it ended early. */
  failure?: unknown;
}

/** Applies a change to all messages of a list, step by step. The server finds them, newest first. */
export async function carryOut(
  api: MailApi,
  { query, upTo }: Everything,
  change: Change,
  { onStep, signal, confirmPermanently }: Progress,
): Promise<Outcome> {
  const outcome: Outcome = { origins: [], flagged: [], labelled: [], snoozed: [], deleted: 0 };
  const list = {
    ...query,
    ...placeOf(change),
    q: [wantedBy(change), query.q].filter(Boolean).join(' '),
    upTo,
    limit: STEP,
  };
  let current = change;
  try {
    for (let before: string | null = null, done = 0; !signal.aborted;) {
      const { ids, next } = await api.matching({ ...list, before });
      if (ids.length > 0 && !signal.aborted) {
        try {
          await step(api, ids, current, outcome);
        } catch (error) {
          if (!(needsConfirmation(error) && current.kind === 'remove' && !current.permanently)) throw error;
          if (!(await confirmPermanently())) return outcome;
          current = { kind: 'remove', permanently: true };
          await step(api, ids, current, outcome);
        }
        onStep((done += ids.length));
      }
      if (next === null) break;
      before = next;
    }
  } catch (failure) {
    return { ...outcome, failure };
  }
  return outcome;
}

/**
 * Limits a change of flags or labels to messages that it changes. Precedes the search, as the search's last word may
 * continue.
 */
function wantedBy(change: Change): string {
  if (change.kind === 'label') return `${change.add ? '-' : ''}${labelQuery(change.label.name)}`;
  if (change.kind !== 'flag') return '';
  if ('seen' in change.flags) return change.flags.seen ? 'is:unread' : 'is:read';
  return change.flags.flagged ? '-is:flagged' : 'is:flagged';
}

/**
 * Messages can't be moved to another account's folder, so in a list over several accounts only the target's
 * are moved.
 */
const placeOf = (change: Change): MessageQuery =>
  change.kind === 'move' ? { accountId: change.target.accountId } : {};

async function step(api: MailApi, ids: Id[], change: Change, outcome: Outcome): Promise<void> {
  switch (change.kind) {
    case 'flag':
      await api.flag(ids, change.flags);
      outcome.flagged.push(...ids);
      return;
    case 'move':
      outcome.origins.push(...(await api.move(ids, change.target.id)).moved);
      return;
    case 'label':
      outcome.labelled.push(...changedBy(change, await api.label(ids, changeOf(change))));
      return;
    case 'snooze':
      outcome.snoozed.push(...(await api.snooze(ids, change.until)).changed);
      return;
    case 'file':
      outcome.origins.push(...(await api[change.as](ids)).moved);
      return;
    case 'remove': {
      const { trashed, deleted } = await api.remove(ids, { permanently: change.permanently });
      outcome.origins.push(...trashed);
      outcome.deleted += deleted.length;
    }
  }
}

/** Returns the previous flags. */
export const opposite = (flags: Flags): Flags =>
  'seen' in flags ? { seen: !flags.seen } : { flagged: !flags.flagged };

/** Splits a list into pieces that fit into one request. */
export function* inSteps<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += STEP) yield all.slice(at, at + STEP);
}
