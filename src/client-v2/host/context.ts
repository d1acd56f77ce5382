import { tExpr, useFlowContext, type FlowEngineContext } from '@nocobase/flow-engine';

export type { HostApp, ModelLoader } from '@nocobase/flow-engine';

/** What the host provides to every component, in either client: the API, translations, the language and the app. */
export const useHost = (): FlowEngineContext => useFlowContext();

/** Returns a text as a template that the host translates when it shows it. */
export const textTemplate = (key: string, namespaces: string[]): string => tExpr(key, { ns: namespaces });
