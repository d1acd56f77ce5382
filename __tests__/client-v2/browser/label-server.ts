import type { LabelChange, LabelledView, LabelView, MessageView } from '../../../src/common';

type Values = Record<string, unknown>;
type Answer = (values: Values, query: URLSearchParams) => unknown;

interface Mailbox {
  messages: MessageView[];
  /** Ids, with those of their conversations in the same folder where that is asked for. */
  chosen(which: Values): string[];
}

/** Labels as the server keeps them, in memory. */
export class LabelServer {
  rows: LabelView[] = [];
  private lastId = 0;

  constructor(private readonly mailbox: Mailbox) {}

  /** A label that was stored before. */
  add(name: string, color: LabelView['color'] = 'blue'): LabelView {
    const row = { id: String((this.lastId += 1)), name, color };
    this.rows = [...this.rows, row].sort((a, b) => a.name.localeCompare(b.name));
    return row;
  }

  clear(): void {
    this.rows = [];
    this.lastId = 0;
  }

  /** Answers of our API, by action. */
  readonly answers: Record<string, Answer> = {
    'mailLabels:list': () => this.rows,
    'mailLabels:create': ({ name, color }) =>
      this.taken(name) ?? this.add(name as string, color as LabelView['color']),
    'mailLabels:update': (values, query) => {
      const id = query.get('filterByTk');
      const taken = this.taken(values.name, id);
      if (taken) return taken;
      this.rows = this.rows.map((row) => (row.id === id ? { ...row, ...values } : row));
      return this.rows.find((row) => row.id === id);
    },
    'mailLabels:destroy': (_values, query) => {
      this.remove(query.get('filterByTk'));
      return {};
    },
    'mailMessages:label': (values) => this.label(values),
  };

  /** Deletes a label, which all messages lose. */
  remove(id: unknown): void {
    this.rows = this.rows.filter((row) => row.id !== id);
    this.mailbox.messages = this.mailbox.messages.map((row) => ({
      ...row,
      labels: row.labels?.filter((label) => label !== id),
    }));
  }

  /** Messages with a label, for a search like `label:"Work"`. */
  found(q: string | null, messages: MessageView[]): MessageView[] {
    const name = /^label:"([^"]*)"/.exec(q ?? '')?.[1];
    const label = this.rows.find((row) => row.name === name);
    return messages.filter(({ labels = [] }) => label && labels.includes(label.id));
  }

  private taken(name: unknown, id: string | null = null) {
    const same = this.rows.find((row) => row.name.toLowerCase() === String(name).toLowerCase());
    return same && same.id !== id ? { status: 409, code: 'label-exists' } : undefined;
  }

  private label(values: Values): LabelledView {
    const { add, remove } = values as unknown as LabelChange;
    const ids = this.mailbox.chosen(values);
    const has = (row: MessageView, label: unknown) => (row.labels ?? []).some((id) => id === label);
    const rows = this.mailbox.messages.filter(({ id }) => ids.includes(String(id)));
    const changed = [
      ...add.map((labelId) => ({
        labelId,
        added: rows.filter((row) => !has(row, labelId)).map(({ id }) => id),
        removed: [],
      })),
      ...remove.map((labelId) => ({
        labelId,
        added: [],
        removed: rows.filter((row) => has(row, labelId)).map(({ id }) => id),
      })),
    ];
    this.mailbox.messages = this.mailbox.messages.map((row) =>
      ids.includes(String(row.id))
        ? {
            ...row,
            labels: [...(row.labels ?? []).filter((id) => ![...add, ...remove].includes(id)), ...add],
          }
        : row,
    );
    return { changed };
  }
}
