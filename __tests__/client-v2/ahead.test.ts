import { describe, expect, it } from 'vitest';
import { aheadOf } from '../../src/client-v2/ahead';

describe('what is asked for ahead', () => {
  const read = (text: string) => () => Promise.resolve(text);

  it('is given out once, and to the person who asked for it only', async () => {
    const api = {};
    await aheadOf(api, 1).prepare('message 7', read('ahead'));
    expect(await aheadOf(api, '1').take('message 7', read('now'))).toBe('ahead');
    expect(await aheadOf(api, 1).take('message 7', read('now'))).toBe('now');
    await aheadOf(api, 1).prepare('message 8', read('hers'));
    expect(await aheadOf(api, 2).take('message 8', read('his'))).toBe('his');
    // Nor is it there when she signs in again.
    expect(await aheadOf(api, 1).take('message 8', read('now'))).toBe('now');
  });

  it('is asked for again if that failed', async () => {
    const ahead = aheadOf({}, 1);
    await ahead.prepare('message 7', () => Promise.reject(new Error('cut')));
    expect(await ahead.take('message 7', read('now'))).toBe('now');
  });
});
