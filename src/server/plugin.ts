import { Plugin } from '@nocobase/server';
import { registerWiping } from './accounts/disconnect';
import { registerExpiryWatch } from './accounts/expiryWatch';
import { registerVariables } from './accounts/variables';
import { registerAccess } from './actions/access';
import { ACTIONS, registerActions } from './actions';
import { registerErrors } from './actions/errors';
import { registerRequestLog } from './actions/requestLog';
import type { MailContext } from './context';
import { registerMetrics } from './health/metrics';
import { registerTroubles } from './health/troubles';
import { registerOutbox } from './outbox';
import { publishCollections } from './store/catalog';
import { addMissingIdentities } from './store/identities';
import { registerSearch } from './store/search/register';
import { registerWorker } from './worker';

/** A table of contents: what the plugin registers, in which order. */
export class PluginEmailManagerServer extends Plugin {
  override async load(): Promise<void> {
    const ctx: MailContext = { app: this.app, log: this.app.log };
    registerErrors(ctx);
    registerRequestLog(ctx, Object.keys(ACTIONS));
    registerAccess(ctx, this.name, Object.keys(ACTIONS));
    registerActions(ctx);
    registerWiping(ctx);
    registerTroubles(ctx);
    registerMetrics(ctx);
    registerVariables(ctx);
    registerExpiryWatch(ctx, this.name);
    registerSearch(ctx);
    registerOutbox(ctx);
    registerWorker(ctx);
  }

  override async install(): Promise<void> {
    await publishCollections({ app: this.app, log: this.app.log });
  }

  override async upgrade(): Promise<void> {
    await publishCollections({ app: this.app, log: this.app.log });
    await addMissingIdentities({ app: this.app, log: this.app.log });
  }
}

export default PluginEmailManagerServer;
