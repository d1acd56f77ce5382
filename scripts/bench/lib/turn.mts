import { CHANGE_HINT, type ChangeHint } from '../../../src/common/index.ts';
import type { BenchWorld } from './world.mts';

const PATIENCE = 120_000;
/** Milliseconds. The previous round has reported its result but still has to write before it listens. */
const SETTLE = 250;

interface Pushed {
  message: { type: string; payload: unknown };
}

/**
 * Requests a sync as the button in the browser does, and waits until it reports its end. Returns
 * milliseconds.
 */
export async function wholeTurn(world: BenchWorld, accountId: string): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE));
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let listen: (pushed: Pushed) => void = () => undefined;
  const over = new Promise<number>((resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the turn did not end')), PATIENCE);
    listen = ({ message }) => {
      const hint = message.payload as ChangeHint;
      const mine = message.type === CHANGE_HINT && String(hint.accountId) === accountId;
      if (mine && hint.what.includes('account')) resolve(performance.now() - started);
    };
    world.app.on('ws:sendToUser', listen);
  });
  const { status } = await world.root.post('mailAccounts:sync', { query: { filterByTk: accountId } });
  if (status !== 200) throw new Error(`a turn was refused: ${status}`);
  try {
    return await over;
  } finally {
    clearTimeout(timer);
    world.app.off('ws:sendToUser', listen);
  }
}
