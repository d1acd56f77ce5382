import german from '../../../src/locale/de-DE.json';

interface Request {
  url: string;
  method?: string;
  params?: Record<string, unknown>;
  data?: unknown;
  responseType?: string;
}

/** As the host's client does it: an answer that is no success is an error with the response in it. */
async function request({ url, method = 'get', params = {}, data, responseType }: Request) {
  const query = Object.entries(params).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, typeof value === 'string' ? value : JSON.stringify(value)]],
  );
  const response = await fetch(`/api/${url}?${new URLSearchParams(query).toString()}`, {
    method: method.toUpperCase(),
    body: data === undefined || data instanceof FormData ? data : JSON.stringify(data),
  });
  const body: unknown = responseType === 'blob' ? await response.blob() : await response.json();
  if (!response.ok)
    throw Object.assign(new Error('refused'), { response: { status: response.status, data: body } });
  return { data: body };
}

const TEXTS: Record<string, Record<string, string>> = { 'de-DE': german };

/** Stands in for the host's context: requests go to the page's own server; texts stay as they are, or are German. */
export const context = {
  app: { eventBus: new EventTarget(), getPublicPath: () => '/' },
  user: { id: 1 },
  i18n: { language: 'en-US' },
  t: (key: string, values: Record<string, string | number> = {}): string =>
    (TEXTS[context.i18n.language]?.[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_all, name: string) =>
      String(values[name]),
    ),
  api: { request },
};

/** A part that the address of the page takes away: `?without=…`. */
const without = typeof location === 'undefined' ? null : new URLSearchParams(location.search).get('without');

export const useFlowContext = without === 'context' ? undefined : () => context;
export const tExpr = (key: string): string => key;

type Rows = string | Array<{ id: string }>;
type Meta = { selectedRows?: Array<Record<string, unknown>> };
type Answer = { data: Rows; meta: Meta };

/** Stands in for the host's resource: it reads rows, and shows whatever answer comes last. */
export class MultiRecordResource {
  shown: Rows = '';
  private meta: Meta = {};
  page = 1;
  /** Answers of the server, in the order in which they were asked for. */
  asked: Array<{ page: number; answer(rows: Rows): void; fail(): void }> = [];

  getRefreshRequestOptions = () => ({ params: { page: this.page } });
  setData(data: Rows): this {
    this.shown = data;
    return this;
  }
  setMeta(meta: Meta): this {
    this.meta = { ...this.meta, ...meta };
    return this;
  }
  getSelectedRows = () => this.meta.selectedRows ?? [];
  setSelectedRows = (selectedRows: Array<Record<string, unknown>>) => this.setMeta({ selectedRows });
  runAction(_action: string, { params: { page } }: { params: { page: number } }): Promise<Answer> {
    return new Promise((resolve, reject) =>
      this.asked.push({
        page,
        answer: (data) => resolve({ data, meta: {} }),
        fail: () => reject(new Error('lost')),
      }),
    );
  }
  addFilterGroup(): void {}
  async refresh(): Promise<void> {
    const { data, meta } = await this.runAction('list', this.getRefreshRequestOptions());
    this.setData(data).setMeta(meta);
  }
}
export class SingleRecordResource {}
if (without === 'resource') Reflect.deleteProperty(MultiRecordResource.prototype, 'refresh');
