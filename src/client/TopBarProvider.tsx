import { PinnedPluginListProvider } from './host';
import type { ReactNode } from 'react';
import { MailButton } from '../client-v2/mail-center/top-bar/MailButton';

/** Placed to the left of the host's inbox (301). */
const items = { mail: { order: 300, component: MailButton, pin: true, snippet: '*' } };

/** Adds the mail icon to the v1 client's top bar. */
export function TopBarProvider({ children }: { children?: ReactNode }) {
  return <PinnedPluginListProvider items={items}>{children}</PinnedPluginListProvider>;
}
