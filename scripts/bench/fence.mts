/**
 * What separating mailboxes costs everything else: simple lists of another collection, with and without this
 * plugin.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { median, repeat, report, rounded } from './lib/figures.mts';

const ROUNDS = 60;
const CALLS = 50;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

interface Neighbour {
  /** Milliseconds of wall time and of the app's processor time for this many calls. */
  list(calls: number): Promise<{ wall: number; cpu: number }>;
  stop(): Promise<void>;
}

async function start(plugin: 'with' | 'without' | 'context'): Promise<Neighbour> {
  const child = fork('node_modules/vite-node/vite-node.mjs', ['scripts/bench/lib/fenceApp.mts', plugin], {
    // The host prints statements.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const hear = async () => (await once(child, 'message'))[0] as unknown;
  const { url, token } = (await hear()) as { url: string; token: string };
  const cpu = async () => {
    const heard = hear();
    child.send('cpu');
    const { user, system } = (await heard) as NodeJS.CpuUsage;
    return (user + system) / 1000;
  };
  const headers = { Authorization: `Bearer ${token}` };
  const call = () =>
    new Promise<void>((resolve, reject) => {
      get(`${url}/api/orders:list?pageSize=20`, { agent, headers }, (response) => {
        response.resume().once('end', resolve);
        if (response.statusCode !== 200) reject(new Error(`orders:list answered ${response.statusCode}`));
      }).once('error', reject);
    });
  return {
    async list(calls) {
      const [before, started] = [await cpu(), performance.now()];
      for (let made = 0; made < calls; made++) await call();
      const wall = performance.now() - started;
      return { wall, cpu: (await cpu()) - before };
    },
    async stop() {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

const bare = await start('without');
const context = await start('context');
const fenced = await start('with');
const all = [bare, context, fenced];
for (const each of all) await each.list(20 * CALLS);
// They take turns, each time starting with a different one, so that all face the same disturbances.
const runs = await repeat(ROUNDS, async (round) => {
  const figures = new Map<Neighbour, { wall: number; cpu: number }>();
  for (let at = 0; at < all.length; at++) {
    const next = all[(round + at) % all.length];
    figures.set(next, await next.list(CALLS));
  }
  const [without, asked, having] = all.map((each) => figures.get(each)!);
  return {
    ...{ wall: having.wall / without.wall, cpu: having.cpu / without.cpu, ms: without.wall / CALLS },
    ...{ context: asked.cpu / without.cpu, own: having.cpu / asked.cpu },
  };
});
await Promise.all(all.map((each) => each.stop()));

report({
  bench: 'fence',
  value: rounded(median(runs.map(({ cpu }) => cpu)), 3),
  unit: '× processor time of the same calls without the plugin',
  target: '≤ 1.03',
  runs: runs.map(({ cpu }) => rounded(cpu, 3)),
  // Node's cost of knowing, anywhere below a request, whose request it is; and our own cost on top.
  context: rounded(median(runs.map((run) => run.context)), 3),
  own: rounded(median(runs.map(({ own }) => own)), 3),
  wall: rounded(median(runs.map(({ wall }) => wall)), 3),
  callMs: rounded(median(runs.map(({ ms }) => ms)), 2),
});
process.exit();
