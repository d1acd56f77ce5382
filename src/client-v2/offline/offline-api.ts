import type { Id } from '../../common';
import type { MailApi, MessageQuery, MessageRow } from '../mail-api';
import { applyToRows, type RowChange } from '../row-changes';
import { KeptAnswers } from './kept-answers';
import { WaitingChanges } from './waiting-changes';

/** What a tab keeps for one person while its browser is offline. */
export class OfflineMail {
  readonly kept = new KeptAnswers();
  readonly waiting = new WaitingChanges();
  private owner: Id | undefined;

  /** Forgets everything if somebody else has signed in. */
  belongTo(userId: Id | undefined): void {
    if (userId === undefined || userId === this.owner) return;
    if (this.owner !== undefined) {
      this.kept.clear();
      this.waiting.clear();
    }
    this.owner = userId;
  }
}

const mails = new WeakMap<object, OfflineMail>();

/** Returns what is kept for an app. */
export function offlineMailOf(app: object): OfflineMail {
  const mail = mails.get(app) ?? new OfflineMail();
  mails.set(app, mail);
  return mail;
}

/**
 * The same calls, for a browser that may go offline. What was read before can be read again, including the changes
 * that are waiting, and new changes wait too.
 */
export function withOffline(api: MailApi, { kept, waiting }: OfflineMail): MailApi {
  const change = <T>(ids: readonly Id[], effect: Omit<RowChange, 'ids'>, call: () => Promise<T>) =>
    waiting.send({ ids: new Set(ids.map(String)), ...effect }, call);
  const gone = { gone: true };
  return {
    ...api,
    accounts: () => kept.latest('accounts', api.accounts),
    identities: () => kept.latest('identities', api.identities),
    ownCompanySignature: () => kept.latest('company signature', api.ownCompanySignature),
    labels: () => kept.latest('labels', api.labels),
    folders: (accountId) => kept.latest(`folders ${accountId}`, () => api.folders(accountId)),
    async messages({ signal, ...query }) {
      const ask = () => api.messages({ ...query, signal });
      const page = await kept.latest(`messages ${JSON.stringify(query)}`, ask);
      return { ...page, rows: applyToRows(page.rows, effectsOn(query, waiting.changes)) };
    },
    async message(id, signal) {
      const message = await kept.latest(`message ${id}`, () => api.message(id, signal));
      // Some host versions answer a missing row with null.
      const row = message as MessageRow | null;
      return row ? { ...message, ...flagsOf(row, waiting.changes) } : message;
    },
    notes: (id) => kept.latest(`notes ${id}`, () => api.notes(id)),
    body: (id, signal) => kept.latest(`body ${id}`, () => api.body(id, signal)),

    async flag(ids, flags, whole) {
      const answer = await change(ids, flags, () => api.flag(ids, flags, whole));
      // Otherwise a message that is read again offline would be marked as read again.
      for (const id of ids) kept.change<MessageRow>(`message ${id}`, flags);
      return answer;
    },
    move: (ids, folderId, whole) => change(ids, gone, () => api.move(ids, folderId, whole)),
    remove: (ids, options) => change(ids, gone, () => api.remove(ids, options)),
    archive: (ids, whole) => change(ids, gone, () => api.archive(ids, whole)),
    spam: (ids, whole) => change(ids, gone, () => api.spam(ids, whole)),
    notSpam: (ids, whole) => change(ids, gone, () => api.notSpam(ids, whole)),
    snooze: (ids, until, whole) => change(ids, {}, () => api.snooze(ids, until, whole)),
    linkedRecords: (about, signal) =>
      kept.latest(`records ${JSON.stringify(about)}`, () => api.linkedRecords(about, signal)),
    matchingRecords: (about, signal) =>
      kept.latest(`matching records ${JSON.stringify(about)}`, () => api.matchingRecords(about, signal)),
    link: (ids, records, whole) => change(ids, {}, () => api.link(ids, records, whole)),
    label: (ids, labels, whole) => change(ids, { labels }, () => api.label(ids, labels, whole)),
  };
}

const staying = (changes: readonly RowChange[]): RowChange[] =>
  changes.map((change) => ({ ...change, gone: false }));

/** A moved message leaves a folder's list, but not its conversation. */
const effectsOn = ({ threadKey }: MessageQuery, changes: readonly RowChange[]): readonly RowChange[] =>
  threadKey === undefined ? changes : staying(changes);

function flagsOf(
  row: MessageRow,
  changes: readonly RowChange[],
): Pick<MessageRow, 'seen' | 'flagged' | 'labels'> {
  const [{ seen, flagged, labels }] = applyToRows([row], staying(changes));
  return { seen, flagged, ...(labels && { labels }) };
}
