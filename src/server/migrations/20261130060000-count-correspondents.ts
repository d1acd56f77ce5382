import { Migration } from '@nocobase/server';
import { scheduleBackfills } from '../store/accounts/backfills';

/** Counts whom existing accounts have written to, for suggestions of recipients. */
export default class extends Migration {
  override on = 'afterLoad';

  override async up(): Promise<void> {
    await scheduleBackfills({ app: this.app, log: this.app.log }, ['correspondents']);
  }
}
