import { Migration } from '@nocobase/server';
import { addMissingIdentities } from '../store/accounts/identities';

/** Creates an identity for each account that was connected before identities existed. */
export default class extends Migration {
  override on = 'afterLoad';

  override async up(): Promise<void> {
    await addMissingIdentities({ app: this.app, log: this.app.log });
  }
}
