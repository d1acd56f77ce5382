import type {
  FoundRecord,
  LinkChange,
  LinkedRecord,
  LinkedView,
  MessageView,
  RecordForm,
  RecordKey,
  RecordView,
} from '../../../src/common';

type Values = Record<string, unknown>;
type Answer = (values: Values, query: URLSearchParams) => unknown;

interface Mailbox {
  messages: MessageView[];
  /** Ids, with those of their conversations in the same folder where that is asked for. */
  chosen(which: Values): string[];
}

const isSame = (one: RecordKey, other: RecordKey) =>
  one.collection === other.collection && one.recordKey === other.recordKey;

/** Records, and links from messages to them, as the server keeps them, in memory. */
export class RecordServer {
  /** All records that can be found. */
  rows: RecordView[] = [];
  /** The records that match every message. */
  matching: RecordView[] = [];
  /** What a new record is made of; undefined if nobody may create any. */
  form: RecordForm | undefined;
  private links = new Map<string, RecordKey[]>();

  constructor(private readonly mailbox: Mailbox) {}

  clear(): void {
    this.rows = [];
    this.matching = [];
    this.form = undefined;
    this.links = new Map();
  }

  /** A record of the collection `customers`, or of another one. */
  add(title: string, part: Partial<RecordView> = {}): RecordView {
    const row: RecordView = {
      ...{ collection: 'customers', recordKey: String(this.rows.length + 1), collectionTitle: 'Customers' },
      ...{ title, fields: [], page: null },
      ...part,
    };
    this.rows.push(row);
    return row;
  }

  /** Links a message to a record, as if that had been done before. */
  link(id: unknown, record: RecordKey): void {
    this.links.set(String(id), [...(this.links.get(String(id)) ?? []), record]);
  }

  /** Answers of our API, by action. */
  readonly answers: Record<string, Answer> = {
    'mailLinks:list': (_values, query) => this.linked(this.about(query)),
    'mailLinks:matching': () => this.matching,
    'mailLinks:targets': () =>
      [...new Map(this.rows.map((row) => [row.collection, row.collectionTitle]))].map(
        ([collection, title]) => ({ collection, title }),
      ),
    'mailLinks:search': (_values, query): FoundRecord[] =>
      this.rows
        .filter(({ collection }) => collection === query.get('collection'))
        .filter(({ title }) => title?.toLowerCase().includes((query.get('text') ?? '').toLowerCase()))
        .map(({ collection, recordKey, title, fields }) => ({
          ...{ collection, recordKey, title: title ?? '', detail: fields.at(0)?.value ?? '' },
        })),
    'mailMessages:link': (values) => this.change(values),
    'mailLinks:creatable': () => (this.form ? [{ collection: this.form.collection, title: 'Tickets' }] : []),
    'mailLinks:form': () => this.form,
    'tickets:create': (values) => {
      this.add(String(values.title), { collection: 'tickets', collectionTitle: 'Tickets', recordKey: '77' });
      return { ...values, id: 77 };
    },
  };

  private about(query: URLSearchParams): string[] {
    const id = query.get('messageId');
    if (id !== null) return [id];
    const inThread = this.mailbox.messages.filter(({ threadKey }) => threadKey === query.get('threadKey'));
    return inThread.map((row) => String(row.id));
  }

  private linked(ids: string[]): LinkedRecord[] {
    return this.rows.flatMap((row) => {
      const messageIds = ids.filter((id) => this.links.get(id)?.some((record) => isSame(record, row)));
      return messageIds.length > 0 ? [{ ...row, origin: 'hand' as const, messageIds }] : [];
    });
  }

  private change(values: Values): LinkedView {
    const { add, remove } = values as unknown as LinkChange;
    const ids = this.mailbox.chosen(values);
    const has = (id: string, record: RecordKey) =>
      this.links.get(id)?.some((each) => isSame(each, record)) ?? false;
    const changed = [
      ...add.map((record) => ({ ...record, added: ids.filter((id) => !has(id, record)), removed: [] })),
      ...remove.map((record) => ({ ...record, added: [], removed: ids.filter((id) => has(id, record)) })),
    ];
    for (const { added, removed, ...record } of changed) {
      for (const id of added) this.link(id, record);
      for (const id of removed)
        this.links.set(
          id,
          (this.links.get(id) ?? []).filter((each) => !isSame(each, record)),
        );
    }
    return { changed };
  }
}
