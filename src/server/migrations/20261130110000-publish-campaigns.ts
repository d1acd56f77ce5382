import { Migration } from '@nocobase/server';
import { publishCollections } from '../store/db/catalog';

/** Adds bulk emails to the host's list, so that pages can be built on them. */
export default class extends Migration {
  override on = 'afterLoad';

  override async up(): Promise<void> {
    await publishCollections({ app: this.app, log: this.app.log });
  }
}
