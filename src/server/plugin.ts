import { Plugin } from '@nocobase/server';
import { registerAccess } from './actions/access';
import { registerActions } from './actions';
import { registerErrors } from './actions/errors';
import type { MailContext } from './context';
import { publishCollections } from './store/catalog';
import { registerWorker } from './worker';

/** A table of contents: what the plugin registers, in which order. */
export class PluginEmailManagerServer extends Plugin {
  override async load(): Promise<void> {
    const ctx: MailContext = { app: this.app, log: this.app.log };
    registerErrors(ctx);
    registerAccess(ctx, this.name);
    registerActions(ctx);
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
