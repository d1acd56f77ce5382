import type { FetchMessageObject } from 'imapflow';
import type { OpenFolder } from '../../../src/server/imap';
import { Mailbox } from '../../../src/server/imap/connection/mailbox';
import { Sensor } from '../../../src/server/imap/connection/sensor';

export interface Script {
  /** UIDs that the server names in a SEARCH. */
  there?: number[];
  /** Messages in the folder, as the server counted them when it was opened. */
  exists?: number;
  /** The FETCH responses, as imapflow hands them on. */
  answers?: object[];
  /** What imapflow logs meanwhile. */
  log?: (sensor: Sensor) => void;
}

/** An open folder of a server that says what the script says: for what no real server can be made to say. */
export function fakeFolder({ there = [], exists = 1, answers = [], log }: Script): {
  folder: OpenFolder;
  asked: string[];
} {
  const asked: string[] = [];
  const sensor = new Sensor();
  const client = {
    ...{ usable: true, isClosed: false, mailbox: { path: 'INBOX' }, on: () => undefined },
    async search({ uid }: { uid?: string }) {
      await Promise.resolve();
      asked.push(`SEARCH ${uid ?? 'ALL'}`);
      log?.(sensor);
      return there.filter((one) => uid === undefined || isIn(uid, one));
    },
    async *fetch(range: string) {
      await Promise.resolve();
      asked.push(`FETCH ${range}`);
      log?.(sensor);
      yield* answers as FetchMessageObject[];
    },
  };
  const mailbox = new Mailbox(client as never, sensor);
  const folder = { mailbox, path: 'INBOX', uidValidity: '1', uidNext: 100, exists, modseq: null };
  return { folder, asked };
}

/** Whether a sequence set names this UID. */
const isIn = (set: string, uid: number): boolean =>
  set.split(',').some((run) => {
    const [from = '', to = from] = run.split(':');
    return uid >= Number(from) && (to === '*' || uid <= Number(to));
  });
