import type { Id, RecipientSource } from '../../../common';

/** A bulk email over a page: one that is stored, or a new one to these people. */
export type OpenCampaign = { id: Id } | { recipients: RecipientSource };

let open: OpenCampaign | null = null;
const listeners = new Set<() => void>();

function set(next: OpenCampaign | null): void {
  open = next;
  listeners.forEach((listener) => listener());
}

/** The bulk email that is open over the page, for `useSyncExternalStore`. Any button of any page may open one. */
export const campaignStore = {
  get: (): OpenCampaign | null => open,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** Opens a bulk email over the page. */
export const openCampaign = (campaign: OpenCampaign): void => set(campaign);

export const closeCampaign = (): void => set(null);
