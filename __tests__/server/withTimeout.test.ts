import { expect, it } from 'vitest';
import { withTimeout } from '../../src/server/withTimeout';

const never = new Promise<never>(() => undefined);

it('gives what the work gives, or throws', async () => {
  expect(await withTimeout(Promise.resolve('done'), 10_000, () => 'late')).toBe('done');
  await expect(withTimeout(Promise.reject(new Error('failed')), 10_000, () => 'late')).rejects.toThrow(
    'failed',
  );
});

it('gives or throws what is to be said of work that is late', async () => {
  // Its timer keeps no process alive, so something else has to here.
  const alive = setInterval(() => undefined, 1000);
  expect(await withTimeout(never, 1, () => 'late')).toBe('late');
  const late = withTimeout(never, 1, () => {
    throw new Error('too late');
  });
  await expect(late).rejects.toThrow('too late');
  clearInterval(alive);
});

it('says nothing of being late once the work is done', async () => {
  let said = 0;
  await withTimeout(Promise.resolve(), 5, () => (said += 1));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(said).toBe(0);
});
