import type { CampaignView, RecipientSource } from '../../../common';
import type { MailApi } from '../../api';
import { chooseSender } from '../composer/senders';
import { withSignature } from '../composer/signature-html';
import { readSenders } from './useSenders';

/**
 * Stores a draft from the default sender, with the signature, to these people if any are given. Resolves to null if there
 * is no mailbox to send it from.
 */
export async function newCampaign(api: MailApi, source?: RecipientSource): Promise<CampaignView | null> {
  const { senders } = await readSenders(api);
  const sender = chooseSender(senders, {});
  if (!sender) return null;
  const campaign = await api.createCampaign({
    ...{ accountId: sender.accountId, identityId: sender.identityId, subject: '' },
    ...{ html: withSignature('', sender), uploadIds: [], language: '', unsubscribe: true },
  });
  if (source) {
    try {
      await api.addRecipients(campaign.id, source);
    } catch (error) {
      // Otherwise every attempt would leave an empty draft behind.
      await api.removeCampaign(campaign.id).catch(() => undefined);
      throw error;
    }
  }
  return campaign;
}
