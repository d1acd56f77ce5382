/**
 * The part of `@nocobase/flow-engine` that this plugin uses. The host provides the package at run time. It
 * isn't on the registry, so its types are declared here.
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

  /** The running application, in either client. */
  export interface HostApp {
    eventBus: HostEventBus;
    ws?: HostWebSocket;
    /** Returns a plugin by its short name, if it's enabled. */
    pm?: { get<P>(name: string): P | undefined };
    /** The path under which the client's pages are, if the host says. */
    router?: { getBasename?(): string };
    /** Path under which the host is published, with a trailing slash. */
    getPublicPath(): string;
  }

  /** What every component on the host's pages gets from its context. */
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
  /** Returns a template that the host translates when showing it. */
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
