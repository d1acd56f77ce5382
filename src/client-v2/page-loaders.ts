import type { ClientPart } from './host/parts';
import type { ComponentLoader } from './host/plugin';

/** Returns the pages unchanged or, if the host lacks something, a page that says so in place of each. */
export const pagesFor =
  (missing: readonly ClientPart[]) =>
  (loader: ComponentLoader): ComponentLoader =>
    missing.length === 0
      ? loader
      : async () => ({ default: (await import('./pages/HostMissingPage')).hostMissingPage(missing) });
