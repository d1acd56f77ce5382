import type { DraftSave, DraftSaved, DraftSummary, DraftView, UploadView } from '../../../src/common';

interface Row extends DraftView {
  editor: string;
  turn: number;
  state: 'open' | 'sent' | 'discarded';
  inMailbox: boolean;
  /** The message of the Drafts folder that it is. */
  messageId?: string;
}

/** Drafts as the server keeps them, in memory. Other tabs and devices are played by calling it directly. */
export class DraftServer {
  rows: Row[] = [];
  /** Every request to save, in order. */
  saves: DraftSave[] = [];
  discarded: string[] = [];
  uploads: UploadView[] = [];
  private lastId = 40;

  save = (request: DraftSave): DraftSaved => {
    this.saves.push(request);
    const { key, base, editor, turn, draft } = request;
    const row = this.rows.find((each) => each.key === key);
    if (!row) {
      const id = String((this.lastId += 1));
      this.rows.push({
        ...this.view(draft),
        id,
        key,
        version: 1,
        editor,
        turn,
        state: 'open',
        inMailbox: false,
      });
      return { outcome: 'saved', id, version: 1 };
    }
    if (row.state !== 'open') return { outcome: row.state === 'sent' ? 'sent' : 'gone' };
    const isOwn = row.editor === editor;
    // Repeated, or later than its successor.
    if (isOwn && turn <= row.turn) return { outcome: 'saved', id: row.id, version: row.version };
    if (!isOwn && base !== row.version) return { outcome: 'conflict', draft: this.get(row.id) };
    Object.assign(row, this.view(draft), { version: row.version + 1, editor, turn, inMailbox: false });
    return { outcome: 'saved', id: row.id, version: row.version };
  };

  /** A draft that was stored before. */
  add(draft: Partial<DraftView['draft']>, part: Partial<Row> = {}): Row {
    const id = String((this.lastId += 1));
    const row: Row = {
      ...this.view({ ...EMPTY, ...draft }),
      ...{ id, key: `key-of-draft-${id}`, version: 1, editor: 'another-editor-01', turn: 1 },
      ...{ state: 'open' as const, inMailbox: true },
      ...part,
    };
    this.rows.push(row);
    return row;
  }

  /** Somebody changes it in another tab or on another device. */
  changeElsewhere(id: unknown, draft: Partial<DraftView['draft']>): void {
    const row = this.row(id);
    Object.assign(row, this.view({ ...row.draft, ...draft }), {
      version: row.version + 1,
      editor: 'elsewhere-000001',
    });
  }

  get = (id: unknown): DraftView => {
    const { id: own, key, version, draft, uploads, imported, updatedAt } = this.row(id);
    return { id: own, key, version, draft, uploads, imported, updatedAt };
  };

  find = (id: unknown): DraftView | undefined =>
    this.rows.some((row) => row.id === String(id) && row.state === 'open') ? this.get(id) : undefined;

  openMessage(messageId: unknown): DraftView | undefined {
    const row = this.rows.find((each) => each.messageId === String(messageId));
    return row && this.get(row.id);
  }

  list = (): DraftSummary[] =>
    this.rows
      .filter(({ state, inMailbox }) => state === 'open' && !inMailbox)
      .map(({ id, draft, updatedAt }) => ({
        ...{ id, accountId: draft.accountId, subject: draft.subject, to: draft.to, preview: '' },
        ...{ hasAttachments: false, updatedAt },
      }));

  discard = (id: unknown): object => {
    this.row(id).state = 'discarded';
    this.discarded.push(String(id));
    return {};
  };
  restore = (id: unknown): DraftView => {
    this.row(id).state = 'open';
    return this.get(id);
  };

  /** The texts of all drafts that can be continued. */
  texts = (): string[] => this.rows.filter(({ state }) => state === 'open').map(({ draft }) => draft.html);

  private row(id: unknown): Row {
    const row = this.rows.find((each) => each.id === String(id));
    if (!row) throw new Error(`no draft ${String(id)}`);
    return row;
  }

  private view(draft: DraftView['draft']) {
    const uploads = this.uploads.filter(({ id }) => draft.uploadIds.map(String).includes(String(id)));
    return { draft, uploads, imported: false, updatedAt: '2026-01-02T03:04:05Z' };
  }
}

const EMPTY: DraftView['draft'] = {
  ...{ accountId: '1', to: [], cc: [], bcc: [], subject: '', html: '', uploadIds: [], attachmentIds: [] },
};
