import {
  isValidAddress,
  type CampaignCheck,
  type CampaignCounts,
  type CampaignInput,
  type CampaignRecipientView,
  type CampaignView,
  type MailAddress,
  type RecipientSource,
  type RecipientsAdded,
} from '../../../src/common';
import { PageAnswer, refusal } from './mail-center-stage';
import { fileOf } from './template-server';

type Answer = (values: Record<string, unknown>, query: URLSearchParams) => unknown;

const NOBODY: CampaignCounts = {
  ...{ waiting: 0, sending: 0, sent: 0, failed: 0, unclear: 0, leftOut: 0, canceled: 0 },
  ...{ bounced: 0, answered: 0, unsubscribed: 0, total: 0 },
};
/** Rows of a page, unless the client asks for less. */
const PAGE = 50;

/** Bulk emails as the server keeps them, in memory. */
export class CampaignServer {
  campaigns: CampaignView[] = [];
  /** Recipients, by the bulk email's id. */
  recipients: Record<string, CampaignRecipientView[]> = {};
  /** What was stored, in order. */
  saved: CampaignInput[] = [];
  /** What recipients were added from. */
  added: RecipientSource[] = [];
  started: Array<Record<string, unknown>> = [];
  tested: Array<Record<string, unknown>> = [];
  /** Variables that have no value for recipients at these addresses. */
  without: Record<string, string[]> = {};
  limits: Pick<CampaignCheck, 'perMinute' | 'perDay'> = { perMinute: 30, perDay: 10_000 };
  suppressed = 0;
  private lastId = 500;

  /** A bulk email that was stored before, with these recipients. */
  add(part: Partial<CampaignView>, recipients: Array<Partial<CampaignRecipientView>> = []): CampaignView {
    const id = String((this.lastId += 1));
    const campaign: CampaignView = {
      ...{ id, accountId: '1', identityId: '11', state: 'draft', reason: null, subject: '', html: '' },
      ...{ language: '', unsubscribe: true, files: [], collection: null, counts: NOBODY },
      ...{ waitsUntil: null, waitReason: null, minutes: null, createdAt: '2026-01-02T03:04:05Z' },
      ...{ startedAt: null, endedAt: null },
      ...part,
    };
    this.campaigns.unshift(campaign);
    this.recipients[id] = recipients.map((each) => this.recipient(each));
    return this.count(campaign);
  }

  private recipient(part: Partial<CampaignRecipientView>): CampaignRecipientView {
    return {
      ...{ id: String((this.lastId += 1)), name: '', address: '', record: null, state: 'waiting' },
      ...{ reason: null, outcome: null, unsubscribed: false, sentAt: null, messageId: null, folderId: null },
      ...part,
    };
  }

  /** Counts anew what became of the recipients. */
  count(campaign: CampaignView): CampaignView {
    const counts = { ...NOBODY };
    for (const { state, outcome, unsubscribed } of this.recipients[String(campaign.id)]) {
      counts[state] += 1;
      if (outcome) counts[outcome] += 1;
      if (unsubscribed) counts.unsubscribed += 1;
      if (state !== 'leftOut') counts.total += 1;
    }
    return Object.assign(campaign, { counts });
  }

  /** Changes what became of the recipients at these addresses. */
  settle(campaign: CampaignView, part: Partial<CampaignRecipientView>, ...addresses: string[]): void {
    for (const each of this.recipients[String(campaign.id)])
      if (addresses.includes(each.address)) Object.assign(each, part);
    this.count(campaign);
  }

  private row(query: URLSearchParams): CampaignView {
    const row = this.campaigns.find(({ id }) => id === query.get('filterByTk'));
    if (!row) throw new Error(`no bulk email ${query.get('filterByTk')}`);
    return row;
  }

  private store(row: CampaignView, { uploadIds, ...input }: CampaignInput): CampaignView {
    this.saved.push({ ...input, uploadIds });
    const files = uploadIds.map((id) => row.files.find((file) => file.id === id) ?? fileOf(`c${id}`));
    return Object.assign(row, { ...input, files });
  }

  private to(state: CampaignView['state']): Answer {
    return (_values, query) => Object.assign(this.row(query), { state, reason: null });
  }

  private addTo(campaign: CampaignView, source: RecipientSource): RecipientsAdded {
    this.added.push(source);
    const list = this.recipients[String(campaign.id)];
    const given: MailAddress[] =
      'addresses' in source ? source.addresses : [{ name: 'From a record', address: 'record@x.org' }];
    const answer: Required<Pick<RecipientsAdded, 'added'>> & { leftOut: Record<string, number> } = {
      ...{ added: 0, leftOut: {} },
    };
    for (const { name, address } of given) {
      const isKnown = list.some((each) => each.address === address);
      const reason = isKnown ? 'duplicate' : isValidAddress(address) ? null : 'invalid';
      list.push(this.recipient({ name, address, reason, state: reason ? 'leftOut' : 'waiting' }));
      if (reason) answer.leftOut[reason] = (answer.leftOut[reason] ?? 0) + 1;
      else answer.added += 1;
    }
    this.count(campaign);
    return answer;
  }

  private filled(campaign: CampaignView, { name, address }: CampaignRecipientView) {
    const missing = this.without[address] ?? [];
    const fill = (text: string) =>
      text.replace(/\{\{ (\$[\w.]+) \}\}/g, (whole, path: string) =>
        missing.includes(path) ? whole : path === '$recipient.name' ? name : `value of ${path}`,
      );
    return { subject: fill(campaign.subject), html: fill(campaign.html), missing };
  }

  /** Answers of our API, by action. */
  readonly answers: Record<string, Answer> = {
    'mailCampaigns:summaries': () => this.campaigns,
    'mailCampaigns:open': (_values, query) =>
      this.campaigns.some(({ id }) => id === query.get('filterByTk'))
        ? this.row(query)
        : refusal(404, 'not-found'),
    'mailCampaigns:create': (values) => this.store(this.add({}), values as unknown as CampaignInput),
    'mailCampaigns:update': (values, query) =>
      this.store(this.row(query), values as unknown as CampaignInput),
    'mailCampaigns:addRecipients': (values, query) =>
      this.addTo(this.row(query), values as unknown as RecipientSource),
    'mailCampaigns:removeRecipients': (values, query) => {
      const campaign = this.row(query);
      const ids = (values.ids ?? []) as string[];
      const list = this.recipients[String(campaign.id)];
      this.recipients[String(campaign.id)] = values.all
        ? []
        : list.filter(({ id }) => !ids.includes(String(id)));
      this.count(campaign);
      return {};
    },
    'mailCampaigns:recipients': (_values, query) => {
      const [state, search] = [query.get('state'), query.get('search') ?? ''];
      const found = this.recipients[String(query.get('filterByTk'))].filter(
        (each) =>
          (!state || each.state === state || each.outcome === state) &&
          `${each.name} ${each.address}`.includes(search),
      );
      const from = Number(query.get('before') ?? 0);
      const to = from + Number(query.get('limit') ?? PAGE);
      return new PageAnswer(found.slice(from, to), to < found.length ? String(to) : null);
    },
    'mailCampaigns:preview': (_values, query) => {
      const campaign = this.row(query);
      const list = this.recipients[String(campaign.id)];
      const recipient = list.find(({ id }) => id === query.get('recipientId')) ?? list[0];
      return { recipient, ...this.filled(campaign, recipient) };
    },
    'mailCampaigns:test': (values) => {
      this.tested.push(values);
      return { id: '1', state: 'pending' };
    },
    'mailCampaigns:check': (_values, query): CampaignCheck => {
      const waiting = this.recipients[String(query.get('filterByTk'))].filter(
        ({ state }) => state === 'waiting',
      );
      const lacking = waiting.filter(({ address }) => this.without[address]);
      const names = [...new Set(lacking.flatMap(({ address }) => this.without[address]))];
      const ready = waiting.length - lacking.length;
      return {
        ...{ ready, incomplete: lacking.length, suppressed: this.suppressed },
        missing: names.map((variable) => ({
          variable,
          count: lacking.filter(({ address }) => this.without[address].includes(variable)).length,
        })),
        ...this.limits,
        minutes: this.limits.perMinute && Math.ceil(ready / this.limits.perMinute),
      };
    },
    'mailCampaigns:start': (values, query) => {
      this.started.push(values);
      return Object.assign(this.row(query), { state: 'running', startedAt: '2026-01-02T04:00:00Z' });
    },
    'mailCampaigns:pause': this.to('paused'),
    'mailCampaigns:resume': this.to('running'),
    'mailCampaigns:retry': this.to('running'),
    'mailCampaigns:cancel': this.to('canceled'),
    'mailCampaigns:destroy': (_values, query) => {
      this.campaigns = this.campaigns.filter(({ id }) => id !== query.get('filterByTk'));
      return {};
    },
  };
}
