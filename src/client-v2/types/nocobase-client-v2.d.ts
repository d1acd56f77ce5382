/** What this plugin uses of `@nocobase/client-v2`, which the host provides at run time. */
declare module '@nocobase/client-v2' {
  import type { ComponentType, MouseEvent, ReactNode } from 'react';
  import { FlowModel, type FlowEngine, type HostApp } from '@nocobase/flow-engine';

  export type ComponentLoader = () => Promise<{ default: ComponentType }>;

  export interface Router {
    add(
      name: string,
      route: { path: string; componentLoader?: ComponentLoader; Component?: ComponentType },
    ): void;
    /** Path of the router itself: the public path, in the new client with its prefix. */
    getBasename?(): string;
  }

  export interface Application extends HostApp {
    router: Router;
    flowEngine: FlowEngine;
    i18n: { t(key: string, options?: Record<string, unknown>): string };
    use(component: ComponentType<{ children?: ReactNode }>): void;
  }

  export interface PluginSettingsManager {
    addMenuItem(item: {
      key: string;
      title: string;
      icon: string;
      aclSnippet?: string;
      sort?: number;
      showTabs?: boolean;
    }): void;
    addPageTabItem(item: {
      menuKey: string;
      key: string;
      title: string;
      icon?: string;
      aclSnippet?: string;
      sort?: number;
      componentLoader: ComponentLoader;
    }): void;
  }

  export class Plugin {
    protected app: Application;
    options: { name: string; packageName: string };
    pluginSettingsManager: PluginSettingsManager;
    flowEngine: FlowEngine;
    router: Router;
    load(): Promise<void>;
    /** In the plugin's own namespace. */
    t(key: string): string;
  }

  /** An icon button of the top bar. */
  export class TopbarActionModel extends FlowModel {
    sort: number;
    actionId?: string;
    testId?: string;
    tooltip: string;
    icon: ReactNode;
    getTestId(): string;
    onClick(event?: MouseEvent<HTMLElement>): void;
    renderButton(): ReactNode;
    renderWrapper(node: ReactNode): ReactNode;
  }

  export interface RoleContext {
    allowAll?: boolean;
    snippets?: string[];
  }
  export function useACLRoleContext(): RoleContext;
  export function useMobileLayout(): { isMobileLayout: boolean };
}
