import { App } from 'antd';
import { useState } from 'react';
import type { Id } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText } from '../../locale';
import { newCampaign } from './new-campaign';

/** Creates a draft of a bulk email, and says why if that fails. */
export function useNewCampaign(onCreated: (id: Id) => void): { create(): Promise<void>; creating: boolean } {
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [creating, setCreating] = useState(false);
  const create = async () => {
    setCreating(true);
    try {
      const campaign = await newCampaign(api);
      if (campaign) onCreated(campaign.id);
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setCreating(false);
    }
  };
  return { create, creating };
}
