import { hasDovecot } from './dovecot/server';
import type { LocalMicrosoft } from './types';

/** The profiles that can run here; without the Debian package only the npm one. */
export const PROFILES: ReadonlyArray<LocalMicrosoft['profile']> = hasDovecot()
  ? ['exchange', 'full', 'npm']
  : ['npm'];
