/** The part of `@nocobase/client` (the v1 client) that this plugin uses; the host provides it at run time. */
declare module '@nocobase/client' {
  import type { ComponentType, ReactNode } from 'react';
  import type { Application, ComponentLoader } from '@nocobase/client-v2';
  import type { FlowEngine } from '@nocobase/flow-engine';

  export interface SettingsPage {
    title: string;
    icon?: string;
    aclSnippet?: string;
    sort?: number;
    Component?: ComponentType;
    componentLoader?: ComponentLoader;
  }

  export class Plugin {
    protected app: Application & {
      pluginSettingsManager: { add(name: string, page: SettingsPage): void };
      /** Returns a plugin by its short name, if it's enabled. */
      pm: { get<P>(name: string): P | undefined };
    };
    options: { name: string; packageName: string };
    flowEngine: FlowEngine;
    load(): Promise<void>;
    t(key: string): string;
  }

  export interface PinnedItem {
    order: number;
    component: ComponentType | string;
    pin: boolean;
    snippet: string;
  }
  export const PinnedPluginListProvider: ComponentType<{
    items: Record<string, PinnedItem>;
    children?: ReactNode;
  }>;
  export function useACLRoleContext(): { allowAll?: boolean; snippets?: string[] };
}
