/**
 * What this plugin uses of `@nocobase/flow-engine`. The package is provided by the host at run time and is
 * not on the registry, so its types are declared here.
 */
declare module '@nocobase/flow-engine' {
  import type { ComponentType, ReactNode } from 'react';
  import type { RequestConfig } from '../api';

  export interface HostEventBus extends EventTarget {}

  export interface HostApi {
    request(config: RequestConfig): Promise<{ data: unknown }>;
    axios?: { defaults: { baseURL?: string } };
  }

  export interface HostWebSocket {
    connected: boolean;
  }

  /** The running application, in whichever client. */
  export interface HostApp {
    eventBus: HostEventBus;
    ws?: HostWebSocket;
    /** Path under which the host is published, with a trailing slash. */
    getPublicPath(): string;
  }

  /** What every component of the host's pages gets from its context. */
  export interface FlowEngineContext {
    api: HostApi;
    app: HostApp;
    t(key: string, options?: Record<string, unknown>): string;
    i18n: { language: string };
  }

  export function useFlowContext<T = FlowEngineContext>(): T;
  export function observer<P extends object>(
    component: ComponentType<P>,
    options?: { displayName?: string },
  ): ComponentType<P>;
  /** A template that the host translates when it shows it. */
  export function tExpr(key: string, options?: { ns?: string | string[] }): string;

  export interface ModelLoader {
    extends?: string;
    loader: () => Promise<unknown>;
  }

  export class FlowEngine {
    context: FlowEngineContext;
    registerModelLoaders(loaders: Record<string, ModelLoader>): void;
  }

  export class FlowModel {
    uid: string;
    context: FlowEngineContext;
    render(): ReactNode;
  }
}
