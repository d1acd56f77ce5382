/** What a plugin for the v1 client needs. Everything else of the host is imported through `client-v2/host`. */
import type { Router } from '@nocobase/client-v2';

export { PinnedPluginListProvider, Plugin } from '@nocobase/client';

interface Plugins {
  pm?: { get?<P>(name: string): P | undefined };
}

/**
 * The router of the host's mobile plugin, which contains the pages below `/m`; undefined if that plugin isn't enabled.
 */
export const mobileRouter = ({ pm }: Plugins): Router | undefined =>
  pm?.get?.<{ mobileRouter?: Router }>('mobile')?.mobileRouter;
