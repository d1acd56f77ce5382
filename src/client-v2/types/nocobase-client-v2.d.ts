/** The part of `@nocobase/client-v2` that this plugin uses; the host provides it at run time. */
declare module '@nocobase/client-v2' {
  import type { ComponentType, MouseEvent, ReactNode } from 'react';
  import { FlowModel, type FlowEngine, type HostApp } from '@nocobase/flow-engine';

  export type ComponentLoader = () => Promise<{ default: ComponentType }>;

  export interface Router {
    add(
      name: string,
      route: { path: string; componentLoader?: ComponentLoader; Component?: ComponentType },
    ): void;
    /** The router's own path: the public path, with the client's prefix in the new client. */
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
    /** Translates in the plugin's own namespace. */
    t(key: string): string;
  }

  /** An icon button in the top bar. */
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
