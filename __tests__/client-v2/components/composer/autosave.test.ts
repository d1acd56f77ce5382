import { beforeEach, describe, expect, it } from 'vitest';
import { AutosaveBench, empty, settled, write } from './autosave-bench';

let bench: AutosaveBench;

beforeEach(() => {
  bench = new AutosaveBench();
});

describe('what is written', () => {
  it('is saved shortly after the last change, and within two seconds however fast someone types', async () => {
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update(write('a'), true);
    await bench.clock.pass(600);
    autosave.update(write('ab'), true);
    await bench.clock.pass(600);
    expect(bench.sent()).toEqual([]);
    await bench.clock.pass(100);
    expect(bench.sent()).toEqual(['1 on 0: <p>ab</p>']);
    expect(autosave.get()).toMatchObject({ state: { kind: 'saved' }, id: '7' });
    for (let letter = 1; letter <= 20; letter++) {
      autosave.update(write(`ab${letter}`), true);
      await bench.clock.pass(100);
    }
    expect(bench.sent().length).toBeGreaterThan(1);
    expect(bench.sent()[1]).toMatch(/^2 on 1: <p>ab1\d<\/p>$/);
  });

  it('goes in one request at a time, the newest next', async () => {
    bench.atOnce = null;
    const autosave = bench.start();
    autosave.update(empty, false);
    for (const text of ['one', 'two', 'three']) {
      autosave.update(write(text), true);
      await bench.clock.pass(2_000);
    }
    expect(bench.sent()).toEqual(['1 on 0: <p>one</p>']);
    bench.open[0].answer({ outcome: 'saved', id: '7', version: 1 });
    await bench.clock.pass(2_000);
    expect(bench.sent()).toEqual(['1 on 0: <p>one</p>', '2 on 1: <p>three</p>']);
    expect(autosave.get().state.kind).toBe('saving');
    bench.open[1].answer({ outcome: 'saved', id: '7', version: 2 });
    await settled();
    expect(autosave.get().state.kind).toBe('saved');
  });

  it('is not sent again if it is what the server has', async () => {
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update(write('a'), true);
    await bench.clock.pass(1_000);
    autosave.update(write('a!'), true);
    autosave.update(write('a'), true);
    await bench.clock.pass(1_000);
    expect(bench.saves).toHaveLength(1);
    expect(autosave.get().state.kind).toBe('saved');
  });

  it('is not saved before there is anything, and saved if it becomes nothing again', async () => {
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update({ ...empty, identityId: '9' }, false);
    await bench.clock.pass(5_000);
    autosave.update(write('a'), true);
    autosave.update({ ...empty }, false);
    await bench.clock.pass(5_000);
    expect(bench.saves).toEqual([]);
    expect(bench.kept.size).toBe(0);
    autosave.update(write('a'), true);
    await bench.clock.pass(1_000);
    autosave.update({ ...empty }, false);
    await bench.clock.pass(1_000);
    expect(bench.sent()).toEqual(['1 on 0: <p>a</p>', '2 on 1: ']);
  });

  it('of a stored draft is only saved once it is changed', async () => {
    const autosave = bench.start({ base: 5, id: '7' });
    autosave.update(write('stored'), false);
    autosave.update(write('stored'), false);
    await bench.clock.pass(5_000);
    expect(bench.saves).toEqual([]);
    autosave.update(write('changed'), true);
    await bench.clock.pass(1_000);
    expect(bench.sent()).toEqual(['1 on 5: <p>changed</p>']);
  });

  it('stays here as long as there is no mailbox to store it in', async () => {
    const autosave = bench.start();
    autosave.update({ ...empty, accountId: null }, false);
    autosave.update(write('a', { accountId: null }), true);
    await bench.clock.pass(5_000);
    expect(bench.saves).toEqual([]);
    expect([...bench.kept.values()].map(({ input }) => input)).toEqual([null]);
    expect(autosave.isSafe).toBe(true);
  });
});

describe('when a request fails', () => {
  it('is tried again with growing pauses, at once when the browser is online again', async () => {
    bench.atOnce = () => {
      throw new Error('down');
    };
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update(write('a'), true);
    await bench.clock.pass(700);
    expect(autosave.get()).toMatchObject({ state: { kind: 'failed' }, kept: true });
    await bench.clock.pass(1_900);
    expect(bench.saves).toHaveLength(1);
    // Typing on doesn't make it any faster.
    autosave.update(write('ab'), true);
    await bench.clock.pass(100);
    expect(bench.saves).toHaveLength(2);
    await bench.clock.pass(3_900);
    expect(bench.saves).toHaveLength(2);
    await bench.clock.pass(100);
    expect(bench.saves).toHaveLength(3);
    bench.atOnce = () => ({ outcome: 'saved', id: '7', version: 1 });
    autosave.retry();
    await settled();
    expect(bench.sent().at(-1)).toBe('4 on 0: <p>ab</p>');
    expect(autosave.get().state.kind).toBe('saved');
    // And the pace is the usual one again.
    autosave.update(write('abc'), true);
    await bench.clock.pass(700);
    expect(bench.saves).toHaveLength(5);
  });

  it('keeps the text here with its base and turn, and forgets it once the server has it', async () => {
    bench.atOnce = null;
    const autosave = bench.start({ base: 3, id: '7' });
    autosave.update(write('stored'), false);
    autosave.update(write('a'), true);
    expect(autosave.isSafe).toBe(false);
    await bench.clock.pass(300);
    expect(autosave.isSafe).toBe(true);
    expect(bench.kept.get(String(empty.key))).toMatchObject({
      base: 3,
      turn: 0,
      id: '7',
      input: { html: '<p>a</p>' },
    });
    await bench.clock.pass(400);
    // Written down before the request, so that no turn is used twice.
    expect(bench.kept.get(String(empty.key))).toMatchObject({ turn: 1, editor: bench.saves[0].editor });
    bench.open[0].answer({ outcome: 'saved', id: '7', version: 4 });
    await settled();
    expect(bench.kept.size).toBe(0);
  });

  it('is not safe where the browser can keep nothing', async () => {
    bench.canKeep = false;
    bench.atOnce = null;
    const autosave = bench.start();
    autosave.update(empty, false);
    autosave.update(write('a'), true);
    await bench.clock.pass(1_000);
    expect(autosave.isSafe).toBe(false);
    bench.open[0].answer({ outcome: 'saved', id: '7', version: 1 });
    await settled();
    expect(autosave.isSafe).toBe(true);
  });

  it('a composer that is opened again goes on with the same editor and the next turn', async () => {
    const autosave = bench.start({ base: 3, editor: 'e'.repeat(32), turn: 8, unsaved: true });
    autosave.update(write('kept'), true);
    autosave.update(write('kept and more'), true);
    await bench.clock.pass(1_000);
    expect(bench.saves).toMatchObject([{ editor: 'e'.repeat(32), turn: 9, base: 3 }]);
  });
});
