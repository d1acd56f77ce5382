import type { MailContext, Service } from '../context';
import { doesMailWork } from '../mailWork';
import { periodic } from '../periodic';
import { feedCampaigns } from './feed';

/** At 30 messages a minute, one leaves every two seconds. */
const TICK = 2_000;

/** Sends bulk emails. Every node that does mail work may do so: each recipient's row is taken by one of them. */
export const registerCampaigns = (ctx: MailContext): Service =>
  doesMailWork(ctx)
    ? periodic(ctx, TICK, () => feedCampaigns(ctx), 'mail: bulk emails could not be continued')
    : {};
