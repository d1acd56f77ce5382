import { Migration } from '@nocobase/server';
import { publishCollections } from '../store/db/catalog';

/** Adds `mailMessages.snoozedUntil` and `returnedAt` to the host's list of fields. */
export default class extends Migration {
  override on = 'afterLoad';

  override async up(): Promise<void> {
    await publishCollections({ app: this.app, log: this.app.log });
  }
}
