import { Migration } from '@nocobase/server';
import { BACKFILLS } from '../../common';
import { scheduleBackfills } from '../store/accounts/backfills';

/**
 * Schedules work that takes too long to wait for, for all existing accounts; `backfills/` does it in the background.
 */
export default class extends Migration {
  override on = 'afterLoad';

  override async up(): Promise<void> {
    await scheduleBackfills({ app: this.app, log: this.app.log }, BACKFILLS);
  }
}
