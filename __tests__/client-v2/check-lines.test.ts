import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  answersProbe,
  probeLine,
  resultOfStep,
  toMend,
  worstOf,
} from '../../src/client-v2/pages/settings/check';
import type { CheckLine } from '../../src/common';

const line = (result: CheckLine['result'], step: string | null = null): CheckLine => ({
  name: 'x',
  result,
  code: null,
  message: '',
  step,
});

/** Asks a server that answers like this. */
async function probing(listener: RequestListener): Promise<boolean> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await answersProbe(`http://127.0.0.1:${port}/api/mailAccounts:callback`, fetch);
  } finally {
    server.close();
  }
}

describe('the browser’s own line', () => {
  it('passes when the redirect URI leads to us', async () => {
    let asked: string | undefined;
    const answers = await probing(({ url }, response) => {
      asked = url;
      response.end('{"probe":"mail"}');
    });
    expect(answers).toBe(true);
    expect(asked).toBe('/api/mailAccounts:callback?probe=1');
    expect(probeLine(true, 'Yes.', 'redirect')).toMatchObject({ result: 'passed', code: null });
  });

  it('fails when something else answers, or nothing', async () => {
    expect(await probing((_, response) => response.end('<html>A proxy’s page</html>'))).toBe(false);
    expect(await probing((_, response) => response.end('{"data":{}}'))).toBe(false);
    expect(await probing((_, response) => response.end('null'))).toBe(false);
    expect(await probing((_, response) => response.end('{"probe":"of another"}'))).toBe(false);
    expect(await probing((_, response) => response.destroy())).toBe(false);
    expect(await answersProbe('no address', fetch)).toBe(false);
    expect(probeLine(false, 'No.', 'redirect')).toMatchObject({
      result: 'failed',
      message: 'No.',
      code: 'redirect-unreachable',
      step: 'redirect',
    });
  });
});

describe('what the check found', () => {
  it('is as bad as its worst line', () => {
    expect(worstOf([])).toBe('passed');
    expect(worstOf([line('passed'), line('skipped')])).toBe('passed');
    expect(worstOf([line('passed'), line('warning')])).toBe('warning');
    expect(worstOf([line('failed'), line('warning')])).toBe('failed');
    expect(toMend([line('failed'), line('warning'), line('skipped'), line('passed')])).toBe(2);
  });

  it('marks a step by its own lines alone', () => {
    const lines = [line('failed', 'a'), line('passed', 'a'), line('passed', 'b'), line('skipped', 'c')];
    expect(resultOfStep(lines, 'a')).toBe('failed');
    expect(resultOfStep(lines, 'b')).toBe('passed');
    expect(resultOfStep(lines, 'c')).toBeUndefined();
    expect(resultOfStep(lines, 'd')).toBeUndefined();
  });
});
