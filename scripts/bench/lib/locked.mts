import { lockdownSes } from '@nocobase/utils';

/**
 * Locks JavaScript's built-ins as the host's gateway does once its app has started, which makes some things
 * slower (docs/development.md, Patterns over whole messages). One option differs: a bench that fails must end.
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
