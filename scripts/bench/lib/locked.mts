import { lockdownSes } from '@nocobase/utils';

/**
 * Locks JavaScript's built-ins as the host's gateway does once its app has started: some things are slower from then
 * on (docs/development.md, Patterns over whole mails). But for one option: a bench that fails must end.
 */
export function lockBuiltIns(): void {
  lockdownSes({
    consoleTaming: 'unsafe',
    errorTaming: 'unsafe',
    overrideTaming: 'moderate',
    stackFiltering: 'verbose',
    unhandledRejectionTrapping: 'none',
  });
}
