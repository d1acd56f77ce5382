import { expect, it } from 'vitest';
import { messageSize, mostAttached } from '../../src/common';

const USUAL = 25_000_000;

it('the server’s limit leaves room for encoded files and the text', () => {
  const most = mostAttached(10_000_000, USUAL);
  expect(most).toBeGreaterThan(7_000_000);
  expect(messageSize(100_000, most)).toBeLessThan(10_000_000);
  // As base64 really is: lines of 76 characters, each with CRLF.
  const encoded = Buffer.alloc(570_000).toString('base64').replace(/.{76}/g, '$&\r\n').length;
  expect(messageSize(0, 570_000)).toBe(encoded);
});

it('the server’s limit never raises ours, and is none if the server names none', () => {
  expect(mostAttached(150_000_000, USUAL)).toBe(USUAL);
  for (const unknown of [null, undefined, 0]) expect(mostAttached(unknown, USUAL)).toBe(USUAL);
  expect(mostAttached(1000, USUAL)).toBe(0);
});
