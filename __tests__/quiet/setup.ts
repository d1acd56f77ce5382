import { afterAll, afterEach } from 'vitest';
import { note, printed, settle, take } from './watch';

/** The host's logger writes to the streams of `console`, and so do all who print. */
interface Streams {
  _stdout: { write: (text: string | Uint8Array) => boolean };
  _stderr: { write: (text: string | Uint8Array) => boolean };
}

const patched = Symbol.for('mail-test-quiet');
const streams = console as unknown as Streams & { [patched]?: { show: (text: string) => void } };

/** Once a process: files share it. */
function patch(): { show: (text: string) => void } {
  const show = streams._stdout.write.bind(streams._stdout);
  for (const stream of [streams._stdout, streams._stderr]) {
    stream.write = (text) => {
      take(typeof text === 'string' ? text : Buffer.from(text).toString());
      return true;
    };
  }
  process.on('warning', (warning) => {
    if (warning.name === 'MaxListenersExceededWarning') note(`${warning.stack ?? warning.message}`);
  });
  return { show };
}

const { show } = (streams[patched] ??= patch());

afterEach(({ task }) => {
  const text = printed();
  if (task.result?.state === 'fail' && text) show(text);
});

afterAll(() => {
  const faults = settle();
  const text = printed();
  if (faults.length === 0) return;
  if (text) show(text);
  throw new Error(faults.join('\n'));
});
