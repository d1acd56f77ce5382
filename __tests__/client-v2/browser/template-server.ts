import type {
  RenderedTemplate,
  TemplateInput,
  TemplateList,
  TemplateRequest,
  TemplateVariables,
  TemplateView,
  UploadView,
} from '../../../src/common';

const DATE = '2026-01-02T03:04:05Z';
const VARIABLES: TemplateVariables = {
  user: [{ path: '$user.nickname', title: 'Nickname' }],
  collections: [{ name: 'customers', title: 'Customers' }],
  record: [],
};
const FIELDS = [
  { path: '$record.name', title: 'Name of the customer' },
  { path: '$record.city', title: 'City' },
];

/** Templates as the server keeps them, in memory. */
export class TemplateServer {
  rows: TemplateView[] = [];
  canShare = true;
  /** Every request to fill one in, in order. */
  rendered: TemplateRequest[] = [];
  /** What was stored. */
  saved: TemplateInput[] = [];
  /** Values of variables; any others are missing. */
  values: Record<string, string> = { '$user.nickname': 'Me' };
  private lastId = 70;

  /** A template that was stored before. */
  add(part: Partial<TemplateView>): TemplateView {
    const row: TemplateView = {
      ...{ id: String((this.lastId += 1)), folder: '', title: 'Template', subject: '', html: '' },
      ...{ preview: '', language: '', isOwn: true, owner: 'Me', roles: [], isShared: false },
      ...{ hasFiles: false, files: [], updatedAt: DATE },
      ...part,
    };
    this.rows.push(row);
    return row;
  }

  /** Answers of our API, by action; null for a row that isn't there. */
  readonly answers: Record<string, (values: Record<string, unknown>, query: URLSearchParams) => unknown> = {
    'mailTemplates:list': (): TemplateList => ({ templates: this.rows, canShare: this.canShare }),
    'mailTemplates:get': (_values, query) => this.row(query),
    'mailTemplates:create': (values) => this.store(this.add({}), values),
    'mailTemplates:update': (values, query) => this.store(this.row(query), values),
    'mailTemplates:share': (values, query) => {
      const roles = values.roles as string[];
      return Object.assign(this.row(query), { roles, isShared: roles.length > 0 });
    },
    'mailTemplates:destroy': (_values, query) => {
      const { id } = this.row(query);
      this.rows = this.rows.filter((row) => row.id !== id);
      return {};
    },
    'mailTemplates:roles': () => [
      { name: 'member', title: 'Member' },
      { name: 'sales', title: 'Sales' },
    ],
    'mailTemplates:variables': (_values, query) => ({
      ...VARIABLES,
      record: query.get('collection') === 'customers' ? FIELDS : [],
    }),
    'mailTemplates:render': (values) => this.render(values as unknown as TemplateRequest),
  };

  private row(query: URLSearchParams): TemplateView {
    const row = this.rows.find(({ id }) => id === query.get('filterByTk'));
    if (!row) throw new Error(`no template ${query.get('filterByTk')}`);
    return row;
  }

  private store(row: TemplateView, values: Record<string, unknown>): TemplateView {
    const { uploadIds, ...input } = values as unknown as TemplateInput;
    this.saved.push({ ...input, uploadIds });
    const files = uploadIds.map((id) => row.files.find((file) => file.id === id) ?? fileOf(`c${id}`));
    return Object.assign(row, { ...input, preview: input.html.replace(/<[^>]*>/g, ' ').trim(), files });
  }

  private render(request: TemplateRequest): RenderedTemplate {
    this.rendered.push(request);
    const { html, subject, files } = this.rows.find(({ id }) => id === request.id) as TemplateView;
    const missing = new Set<string>();
    const filled = (text: string) =>
      text.replace(/\{\{ (\$[\w.]+) \}\}/g, (whole, name: string) => {
        if (!(name in this.values)) missing.add(name);
        return this.values[name] ?? whole;
      });
    const rendered = { subject: filled(subject), html: filled(html) };
    const given = request.withFiles ? files.map(({ id }) => fileOf(`w${id}`)) : files;
    return { ...rendered, missing: [...missing], files: given };
  }
}

export const fileOf = (id: string): UploadView => ({
  ...{ id, filename: 'offer.pdf', contentType: 'application/pdf', size: 10 },
});
