import * as client from '@nocobase/client-v2';
import * as engine from '@nocobase/flow-engine';

/**
 * Parts of NocoBase's clients that the plugin relies on. Another version may have changed them; instead of a broken
 * page, people then see which part is missing.
 */
export type ClientPart =
  | 'router'
  | 'settings'
  | 'providers'
  | 'model-loaders'
  | 'events'
  | 'paths'
  | 'context'
  | 'table-block'
  | 'record-block'
  | 'action'
  | 'resource';

/** The host's modules and what it passes to a plugin. All of it is unknown until it has been checked. */
export interface Host {
  app: unknown;
  flowEngine: unknown;
  /** The settings manager, which has a different name in each client. */
  settings: unknown;
  engine?: unknown;
  client?: unknown;
}

type Open = Record<string, unknown>;

const has = (owner: unknown, ...names: string[]): boolean =>
  (typeof owner === 'object' || typeof owner === 'function') &&
  owner !== null &&
  names.every((name) => typeof (owner as Open)[name] === 'function');

const memberOf = (owner: unknown, name: string): unknown => (owner as Open | null | undefined)?.[name];

/** Whether a value is a host class with the methods that ours override or call. */
const isClass = (value: unknown, methods: string[], statics: string[] = []): boolean =>
  has(value, ...statics) && has(memberOf(value, 'prototype'), ...methods);

const CHECKS: Record<ClientPart, (host: Required<Host>) => boolean> = {
  router: ({ app }) => has(memberOf(app, 'router'), 'add'),
  settings: ({ settings }) => has(settings, 'add') || has(settings, 'addMenuItem', 'addPageTabItem'),
  providers: ({ app }) => has(app, 'use'),
  'model-loaders': ({ flowEngine }) => has(flowEngine, 'registerModelLoaders'),
  events: ({ app }) => has(memberOf(app, 'eventBus'), 'addEventListener', 'removeEventListener'),
  paths: ({ app }) => has(app, 'getPublicPath'),
  context: (host) => has(host.engine, 'useFlowContext', 'tExpr'),
  'table-block': (host) => {
    const table = memberOf(host.client, 'TableBlockModel');
    return isClass(table, ['renderComponent'], ['define', 'registerFlow']);
  },
  'record-block': (host) => {
    const blocks = ['BlockModel', 'CollectionBlockModel'].map((name) => memberOf(host.client, name));
    const isResource = typeof memberOf(host.engine, 'SingleRecordResource') === 'function';
    return (
      isResource && blocks.every((each) => isClass(each, ['renderComponent'], ['define', 'registerFlow']))
    );
  },
  action: (host) => {
    const groups = ['CollectionActionGroupModel', 'RecordActionGroupModel'];
    return (
      isClass(memberOf(host.client, 'ActionModel'), [], ['define', 'registerFlow']) &&
      groups.every((name) => has(memberOf(host.client, name), 'defineChildren'))
    );
  },
  resource: (host) => isClass(memberOf(host.engine, 'MultiRecordResource'), ['refresh', 'addFilterGroup']),
};

/** Returns the missing parts. Never throws: a part whose check fails counts as missing. */
export function missingParts(host: Host): ClientPart[] {
  const whole: Required<Host> = { engine, client, ...host };
  const isThere = (part: ClientPart): boolean => {
    try {
      return CHECKS[part](whole);
    } catch {
      return false;
    }
  };
  const missing = (Object.keys(CHECKS) as ClientPart[]).filter((part) => !isThere(part));
  if (missing.length > 0)
    console.error(`mail: this version of NocoBase lacks what email needs: ${missing.join(', ')}`);
  return missing;
}
