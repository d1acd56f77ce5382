import { Plugin } from '@nocobase/server';
import { registerWiping } from './accounts/disconnect';
import { registerAccess } from './actions/access';
import { ACTIONS, registerActions } from './actions';
import { registerErrors } from './actions/errors';
import type { MailContext } from './context';
import { registerOutbox } from './outbox';
import { publishCollections } from './store/catalog';
import { registerWorker } from './worker';

/** A table of contents: what the plugin registers, in which order. */
export class PluginEmailManagerServer extends Plugin {
  override async load(): Promise<void> {
    const ctx: MailContext = { app: this.app, log: this.app.log };
    registerErrors(ctx);
    registerAccess(ctx, this.name, Object.keys(ACTIONS));
    registerActions(ctx);
    registerWiping(ctx);
    registerOutbox(ctx);
    registerWorker(ctx);
  }

  override async install(): Promise<void> {
    await publishCollections({ app: this.app, log: this.app.log });
  }

  override async upgrade(): Promise<void> {
    await publishCollections({ app: this.app, log: this.app.log });
  }
}

export default PluginEmailManagerServer;
