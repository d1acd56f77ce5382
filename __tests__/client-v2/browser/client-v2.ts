import type { ReactNode } from 'react';

/** A part that the address of the page takes away: `?without=…`. */
const without = typeof location === 'undefined' ? null : new URLSearchParams(location.search).get('without');

/** A flow of a model, as far as the tests run it. */
export interface Flow {
  key: string;
  steps: Record<
    string,
    { handler(ctx: object, params: object): unknown; defaultParams?(ctx: object): object }
  >;
}

/** Stand in for the host's classes, of both clients: ours are registered with them, and nothing is drawn. */
class Model {
  static define(): void {}
  static registerFlow(flow: Flow): void {
    registered.flows[flow.key] = flow;
  }
  components = { header: {}, body: { cell: () => null } };
  static globalFlowRegistry = { getFlow: () => undefined };
}
export const TableBlockModel = class extends Model {
  renderComponent(): ReactNode {
    return null;
  }
};
export class BlockModel extends Model {
  renderComponent(): ReactNode {
    return null;
  }
}
export class CollectionBlockModel extends BlockModel {}
if (without === 'record-block') Reflect.deleteProperty(BlockModel.prototype, 'renderComponent');
class ActionGroup extends Model {
  static defineChildren = (): unknown[] => [];
}
export class CollectionActionGroupModel extends ActionGroup {}
export class RecordActionGroupModel extends ActionGroup {}
export const BlockSceneEnum = { one: 'one' };
if (without === 'table-block') Reflect.deleteProperty(TableBlockModel.prototype, 'renderComponent');
export const ActionModel = without === 'action' ? undefined : class extends Model {};
export class TopbarActionModel extends Model {}
export const ActionSceneEnum = { all: 'all' };
export const PinnedPluginListProvider = ({ children }: { children?: ReactNode }) => children;

/** What was registered, by kind. */
export const registered = {
  routes: [] as string[],
  tabs: [] as string[],
  models: [] as string[],
  flows: {} as Record<string, Flow>,
  providers: 0,
  loaders: [] as Array<() => Promise<{ default: () => ReactNode }>>,
};

interface Page {
  key?: string;
  componentLoader?: () => Promise<{ default: () => ReactNode }>;
}
const keep = (list: string[]) => (name: string, page: Page) => {
  list.push(name);
  if (page.componentLoader) registered.loaders.push(page.componentLoader);
};
const tab = keep(registered.tabs);
const settings = {
  add: tab,
  addMenuItem: (): void => undefined,
  addPageTabItem: (page: Page & { key: string }) => tab(page.key, page),
};
const app: Record<string, unknown> = {
  router: without === 'router' ? {} : { add: keep(registered.routes) },
  pluginSettingsManager: without === 'settings' ? {} : settings,
  eventBus: without === 'events' ? undefined : new EventTarget(),
  ...(without === 'paths' ? {} : { getPublicPath: () => '/' }),
  ...(without === 'providers' ? {} : { use: () => void registered.providers++ }),
};
const registerModelLoaders = (loaders: object) => void registered.models.push(...Object.keys(loaders));

/** As both clients hand it to their plugins. */
export class Plugin {
  app = app;
  router = app.router;
  pluginSettingsManager = app.pluginSettingsManager;
  flowEngine = without === 'model-loaders' ? {} : { registerModelLoaders };
  options = { name: 'mail' };
  t = (key: string): string => key;
}
