import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { startHost, type Host } from '../../scripts/host.mts';
import { ROOT } from '../../scripts/build/project.mts';
import { startBed } from '../bed';
import { demoUsers, seedMailbox } from '../bed/seed';
import type { BedOptions, LocalMicrosoft } from '../bed/types';
import { pointAtStandIn, prepareSampleApp } from './prepare';

/** A real host with the plugin beside a local Microsoft, sample users and the sample page. */
export interface Stage {
  host: Host;
  bed: LocalMicrosoft;
  pageUid: string;
  close(): Promise<void>;
}

/** Sets the stage on SQLite in a folder of its own, which goes with it. */
export async function setStage(options: { seed?: boolean; bed?: BedOptions } = {}): Promise<Stage> {
  const bed = await startBed({ profile: 'exchange', users: demoUsers, ...options.bed });
  const dir = await mkdtemp(path.join(ROOT, '.host-e2e-'));
  try {
    if (options.seed) for (const user of demoUsers) await seedMailbox(bed.mailbox(user.address), user);
    const host = await startHost({ dir, port: 0, env: { NODE_EXTRA_CA_CERTS: bed.caFile } });
    await pointAtStandIn(host, bed);
    const { pageUid } = await prepareSampleApp(host);
    return {
      host,
      bed,
      pageUid,
      async close() {
        await host.stop();
        await bed.stop();
        await rm(dir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await bed.stop();
    throw error;
  }
}
