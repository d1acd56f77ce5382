import { beforeEach, describe, expect, it } from 'vitest';
import { AutosaveBench, empty, settled, write } from './autosave-bench';

let bench: AutosaveBench;

beforeEach(() => {
  bench = new AutosaveBench();
});

describe('a version from elsewhere', () => {
  const conflicted = async () => {
    const autosave = bench.start({ base: 1, id: '7' });
    autosave.update(write('stored'), false);
    bench.atOnce = () => ({ outcome: 'conflict', draft: bench.other(4) });
    autosave.update(write('mine'), true);
    await bench.clock.pass(1_000);
    expect(autosave.get().state).toMatchObject({ kind: 'conflict', other: { version: 4 } });
    bench.atOnce = () => ({ outcome: 'saved', id: '7', version: 5 });
    return autosave;
  };

  it('stops saving until the writer decides, and keeps the text here', async () => {
    const autosave = await conflicted();
    autosave.update(write('mine, longer'), true);
    await bench.clock.pass(60_000);
    autosave.retry();
    await bench.clock.pass(60_000);
    expect(bench.saves).toHaveLength(1);
    expect(bench.kept.get(String(empty.key))?.input?.html).toBe('<p>mine, longer</p>');
    expect(autosave.isSafe).toBe(true);
  });

  it('is replaced by this one on request', async () => {
    const autosave = await conflicted();
    autosave.keepMine();
    await settled();
    expect(bench.sent().at(-1)).toBe('2 on 4: <p>mine</p>');
    expect(autosave.get().state.kind).toBe('saved');
  });

  it('stays beside this one, which gets another key', async () => {
    const autosave = await conflicted();
    autosave.update(write('mine', { key: 'another'.repeat(3) }), true);
    await bench.clock.pass(1_000);
    expect(bench.saves.at(-1)).toMatchObject({ key: 'another'.repeat(3), base: 0, turn: 1 });
    expect(bench.saves.at(-1)?.editor).not.toBe(bench.saves[0].editor);
    expect(bench.kept.size).toBe(0);
  });

  it('is noticed without a change here, but not while there is one', async () => {
    const autosave = bench.start({ base: 2, id: '7' });
    autosave.update(write('stored'), false);
    autosave.look(bench.other(2));
    expect(autosave.get().state.kind).toBe('saved');
    autosave.update(write('mine'), true);
    autosave.look(bench.other(3));
    expect(autosave.get().state.kind).toBe('saving');
    await bench.clock.pass(1_000);
    autosave.look(bench.other(9));
    expect(autosave.get().state.kind).toBe('conflict');
    // Nothing of this one was unsaved.
    expect(await autosave.close()).toBe('saved');
    expect(bench.saves).toHaveLength(1);
  });

  it.each(['sent', 'gone'] as const)(
    'that was %s leaves the text here, as a draft of its own',
    async (outcome) => {
      const autosave = bench.start({ base: 1, id: '7' });
      autosave.update(write('stored'), false);
      bench.atOnce = ({ base }) => (base > 0 ? { outcome } : { outcome: 'saved', id: '8', version: 1 });
      autosave.update(write('mine'), true);
      await bench.clock.pass(1_000);
      expect(autosave.get().state.kind).toBe(outcome);
      expect(await autosave.close()).toBe('saved');
      expect(bench.saves.at(-1)).toMatchObject({ base: 0, turn: 1, close: true });
      expect(bench.saves.at(-1)?.key).not.toBe(empty.key);
      expect(bench.kept.size).toBe(0);
    },
  );

  it('leaves it stored here although nothing was changed', async () => {
    const autosave = bench.start({ base: 1, id: '7' });
    autosave.update(write('stored'), false);
    autosave.look(bench.other(2));
    autosave.update(write('stored', { key: 'another'.repeat(3) }), false);
    await bench.clock.pass(1_000);
    expect(bench.saves).toMatchObject([
      { key: 'another'.repeat(3), base: 0, draft: { html: '<p>stored</p>' } },
    ]);
  });

  it('that nobody shows any more is asked for', async () => {
    const autosave = bench.start({ base: 1, id: '7' });
    autosave.update(write('stored'), false);
    bench.atOnce = () => ({ outcome: 'sent' });
    autosave.ask();
    await settled();
    expect(autosave.get().state.kind).toBe('sent');
  });

  it('that only the last save finds is kept too', async () => {
    const autosave = bench.start({ base: 1, id: '7' });
    autosave.update(write('stored'), false);
    bench.atOnce = ({ base }) =>
      base > 0 ? { outcome: 'conflict', draft: bench.other(2) } : { outcome: 'saved', id: '8', version: 1 };
    autosave.update(write('mine'), true);
    expect(await autosave.close()).toBe('saved');
    expect(bench.saves.map(({ base, key }) => [base, key === empty.key])).toEqual([
      [1, true],
      [0, false],
    ]);
  });
});

describe('at the end', () => {
  it('closing saves the last words at once, and asks for the copy in the mailbox', async () => {
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update(write('a'), true);
    expect(await autosave.close()).toBe('saved');
    expect(bench.saves).toMatchObject([{ turn: 1, close: true, draft: { html: '<p>a</p>' } }]);
    await bench.clock.pass(60_000);
    expect(bench.saves).toHaveLength(1);
  });

  it('closing waits for the request that is under way', async () => {
    bench.atOnce = null;
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update(write('a'), true);
    await bench.clock.pass(700);
    autosave.update(write('ab'), true);
    const closed = autosave.close();
    await settled();
    expect(bench.saves).toHaveLength(1);
    bench.open[0].answer({ outcome: 'saved', id: '7', version: 1 });
    await settled();
    expect(bench.saves[1]).toMatchObject({ base: 1, turn: 2, close: true });
    bench.open[1].answer({ outcome: 'saved', id: '7', version: 2 });
    expect(await closed).toBe('saved');
  });

  it('closing says so if it fails, and keeps the text here', async () => {
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update(write('a'), true);
    bench.atOnce = () => {
      throw new Error('down');
    };
    expect(await autosave.close()).toBe('failed');
    expect(bench.kept.get(String(empty.key))?.input?.html).toBe('<p>a</p>');
    expect(autosave.get().kept).toBe(true);
  });

  it('closing does nothing where nothing was written', async () => {
    const untouched = bench.start();
    untouched.update(empty, false);
    expect(await untouched.close()).toBe('nothing');
    const onlyRead = bench.start({ base: 2, id: '7' });
    onlyRead.update(write('stored'), false);
    expect(await onlyRead.close()).toBe('nothing');
    expect(bench.saves).toEqual([]);
  });

  it('nothing is saved while the message is being sent, and it goes on if that fails', async () => {
    bench.atOnce = null;
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update(write('a'), true);
    await bench.clock.pass(700);
    let isPaused = false;
    const paused = autosave.pause().then(() => (isPaused = true));
    await settled();
    expect(isPaused).toBe(false);
    bench.open[0].answer({ outcome: 'saved', id: '7', version: 1 });
    await paused;
    autosave.update(write('ab'), true);
    await bench.clock.pass(10_000);
    expect(bench.saves).toHaveLength(1);
    expect(bench.kept.get(String(empty.key))?.sending).toBe(true);
    autosave.resume();
    await bench.clock.pass(1_000);
    expect(bench.sent()[1]).toBe('2 on 1: <p>ab</p>');
  });

  it('sending does not wait for ever for a save without an answer', async () => {
    bench.atOnce = null;
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update(write('a'), true);
    await bench.clock.pass(700);
    let isPaused = false;
    void autosave.pause().then(() => (isPaused = true));
    await bench.clock.pass(5_000);
    expect(isPaused).toBe(true);
    autosave.finish();
    expect(bench.kept.size).toBe(0);
  });

  it('discarding waits for the answer that says which draft it is', async () => {
    bench.atOnce = null;
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update(write('a'), true);
    await bench.clock.pass(700);
    autosave.update(write('ab'), true);
    const discarded = autosave.discard();
    expect(bench.kept.size).toBe(0);
    await settled();
    bench.open[0].fail();
    await settled();
    // Its first answer was lost.
    bench.open[1].answer({ outcome: 'saved', id: '7', version: 1 });
    expect(await discarded).toBe('7');
    await bench.clock.pass(60_000);
    expect(bench.saves).toHaveLength(2);
    expect(bench.kept.size).toBe(0);
  });

  it('discarding what was never saved asks nothing of the server', async () => {
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update(write('a'), true);
    expect(await autosave.discard()).toBeUndefined();
    await bench.clock.pass(5_000);
    expect(bench.saves).toEqual([]);
  });
});
