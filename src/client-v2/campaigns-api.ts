import type {
  CampaignCheck,
  CampaignInput,
  CampaignPreview,
  CampaignRecipientView,
  CampaignSummary,
  CampaignView,
  Id,
  MissingValues,
  OperationView,
  RecipientOutcome,
  RecipientsAdded,
  RecipientSource,
  RecipientState,
} from '../common';
import { callsOf, readPage, type Get, type Post, type Requester } from './call';
import { timeZone } from './time-zone';

/** Which recipients of a bulk email to list. Anything left out doesn't restrict the list. */
export interface RecipientQuery {
  state?: RecipientState | RecipientOutcome;
  /** Part of a name or an address. */
  search?: string;
  /** Start of the page: `next` of the previous one. */
  before: string | null;
  limit: number;
}

/** The calls for bulk emails. `origin` is where the recipients' links to unsubscribe lead. */
export function campaignCalls(request: Requester, get: Get, post: Post, origin?: string) {
  const call = callsOf(request);
  return {
    /** The caller's bulk emails, the newest first. */
    campaigns: () => get<CampaignSummary[]>('mailCampaigns:summaries'),
    campaign: (id: Id) => get<CampaignView>('mailCampaigns:open', { filterByTk: id }),
    /** Stores a draft. */
    createCampaign: (input: CampaignInput) => post<CampaignView>('mailCampaigns:create', input),
    updateCampaign: (id: Id, input: CampaignInput) => post<CampaignView>('mailCampaigns:update', input, id),
    addRecipients: (id: Id, source: RecipientSource) =>
      post<RecipientsAdded>('mailCampaigns:addRecipients', source, id),
    removeRecipients: (id: Id, which: { ids: Id[] } | { all: true }) =>
      post('mailCampaigns:removeRecipients', which, id),
    recipients: (id: Id, query: RecipientQuery) =>
      readPage<CampaignRecipientView>(call, 'mailCampaigns:recipients', { filterByTk: id, ...query }),
    /** The message as a recipient will get it; the first one, if none is given. */
    previewCampaign: (id: Id, recipientId?: Id) =>
      get<CampaignPreview>('mailCampaigns:preview', { filterByTk: id, recipientId, timeZone: timeZone() }),
    /** Sends that message to the sender's own address. `key` works as for sending a message. */
    testCampaign: (id: Id, input: { recipientId?: Id; key: string }) =>
      post<OperationView>('mailCampaigns:test', { ...input, timeZone: timeZone() }, id),
    /** Says what starting it would mean. */
    checkCampaign: (id: Id) => get<CampaignCheck>('mailCampaigns:check', { filterByTk: id }),
    startCampaign: (id: Id, missing: MissingValues) =>
      post<CampaignView>('mailCampaigns:start', { missing, origin, timeZone: timeZone() }, id),
    pauseCampaign: (id: Id) => post<CampaignView>('mailCampaigns:pause', {}, id),
    resumeCampaign: (id: Id) => post<CampaignView>('mailCampaigns:resume', {}, id),
    /** Nobody else gets it. */
    cancelCampaign: (id: Id) => post<CampaignView>('mailCampaigns:cancel', {}, id),
    /** Sends it again to those with whom that failed. */
    retryCampaign: (id: Id) => post<CampaignView>('mailCampaigns:retry', {}, id),
    removeCampaign: (id: Id) => post('mailCampaigns:destroy', {}, id),
  };
}
