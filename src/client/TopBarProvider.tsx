import { PinnedPluginListProvider } from '@nocobase/client';
import type { ReactNode } from 'react';
import { MailButton } from '../client-v2/mail-center/top-bar/MailButton';

/** Left of the host's inbox (301). */
const items = { mail: { order: 300, component: MailButton, pin: true, snippet: '*' } };

/** Puts the mail icon into the v1 client's top bar. */
export function TopBarProvider({ children }: { children?: ReactNode }) {
  return <PinnedPluginListProvider items={items}>{children}</PinnedPluginListProvider>;
}
