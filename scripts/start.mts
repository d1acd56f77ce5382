/**
 * npm start [-- --dir <folder> --port <port> --force]
 *
 * Runs NocoBase with the plugin until Ctrl-C. Uses SQLite in the folder unless `DB_*` names another database.
 */
import { parseArgs } from 'node:util';
import { startHost, type Host } from './host.mts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    port: { type: 'string' },
    name: { type: 'string' },
    force: { type: 'boolean' },
  },
});

let running: Host | null = null;
let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  console.log('\nStopping …');
  // While it is still installing or starting, exiting also ends the child process.
  void (running?.stop() ?? Promise.resolve()).then(() => process.exit(running ? 0 : 130));
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

const started = performance.now();
try {
  const host = await startHost({
    dir: values.dir,
    name: values.name,
    force: values.force,
    port: values.port === undefined ? undefined : Number(values.port),
    say: (text) => console.log(text),
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`
Ready after ${seconds} s.
  ${host.url}admin      the classic client
  ${host.url}v/admin    the new client
  sign in with ${host.root.email} and ${host.root.password}
  logs: ${host.dir}/host.log and ${host.dir}/storage/logs/
Press Ctrl+C to stop.`);
  running = host;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
