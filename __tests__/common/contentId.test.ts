import { expect, it } from 'vitest';
import { contentIdKey } from '../../src/common';

it.each([
  ['<abc@x>', 'abc@x'],
  ['cid:abc@x', 'abc@x'],
  ['CID:abc@x', 'abc@x'],
  ['cid:a%20b@x', 'a b@x'],
  ['abc%@x', 'abc%@x'],
])('finds %s by the same key, however it is written', (written, key) => {
  expect(contentIdKey(written)).toBe(key);
});
