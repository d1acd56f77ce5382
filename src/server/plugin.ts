import { Plugin } from '@nocobase/server';
import { registerWiping } from './accounts/disconnect';
import { registerExpiryWatch } from './accounts/expiryWatch';
import { registerVariables } from './accounts/variables';
import { registerAccess } from './actions/access';
import { ACTIONS, registerActions } from './actions';
import { registerErrors } from './actions/errors';
import { registerMalformed } from './actions/hostReads';
import { registerRequestLog } from './actions/requestLog';
import { registerLanguages } from './actions/translated';
import { registerAssistant } from './assistant';
import { registerAutomation } from './automation';
import { registerBackfills } from './backfills';
import { registerCampaigns } from './campaigns';
import type { MailContext } from './context';
import { registerMetrics } from './health/metrics';
import { registerTroubles } from './health/troubles';
import { registerNewMail } from './newMail';
import { registerOutbox } from './outbox';
import { registerReminders } from './reminders';
import { registerSelfCheck } from './selfCheck';
import { runWithApp } from './services';
import { registerSnoozes } from './snoozes';
import { publishCollections } from './store/db/catalog';
import { registerSearch } from './store/search/register';
import { registerWorker } from './worker';

/** Table of contents: what the plugin registers, and in which order. */
export class PluginEmailManagerServer extends Plugin {
  override async load(): Promise<void> {
    const ctx: MailContext = { app: this.app, log: this.app.log };
    registerErrors(ctx);
    registerRequestLog(ctx, Object.keys(ACTIONS));
    registerMalformed(ctx, Object.keys(ACTIONS));
    registerAccess(ctx, this.name, Object.keys(ACTIONS));
    registerActions(ctx);
    await registerAssistant(ctx);
    registerTroubles(ctx);
    registerVariables(ctx);
    registerSearch(ctx);
    runWithApp(ctx, [
      registerLanguages(ctx),
      registerWiping(ctx),
      registerMetrics(ctx),
      registerExpiryWatch(ctx, this.name),
      registerNewMail(ctx),
      registerOutbox(ctx),
      registerCampaigns(ctx),
      registerAutomation(ctx),
      registerReminders(ctx),
      registerSnoozes(ctx),
      registerWorker(ctx),
      registerBackfills(ctx),
    ]);
    registerSelfCheck(ctx);
  }

  /** Runs once, when the plugin is enabled; what an upgrade changes is in `migrations/`. */
  override async install(): Promise<void> {
    await publishCollections({ app: this.app, log: this.app.log });
  }
}

export default PluginEmailManagerServer;
