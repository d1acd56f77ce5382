import { describe, expect, it } from 'vitest';
import { matches, mergeHints } from '../../src/client-v2/live-hints';
import type { ChangeHint } from '../../src/common';

const hint = (values: Partial<ChangeHint>): ChangeHint => ({
  accountId: 1,
  folderIds: [],
  what: ['messages'],
  ...values,
});

describe('change hints', () => {
  it('reach whom they concern', () => {
    expect(matches({}, hint({}))).toBe(true);
    expect(matches({ accountId: '1' }, hint({}))).toBe(true);
    expect(matches({ accountId: 2 }, hint({}))).toBe(false);
    expect(matches({ what: ['account'] }, hint({}))).toBe(false);
    expect(matches({ what: ['account', 'messages'] }, hint({}))).toBe(true);
    expect(matches({ folderId: '5' }, hint({ folderIds: [5, 6] }))).toBe(true);
    expect(matches({ folderId: 7 }, hint({ folderIds: [5, 6] }))).toBe(false);
  });

  it('without folders concern all of them', () => {
    expect(matches({ folderId: 7 }, hint({ folderIds: [] }))).toBe(true);
  });

  it('are gathered by account', () => {
    const merged = mergeHints([
      hint({ folderIds: [5], what: ['messages'] }),
      hint({ accountId: 2, folderIds: [9] }),
      hint({ accountId: '1', folderIds: ['5', 6], what: ['folders'] }),
    ]);
    expect(merged).toHaveLength(2);
    expect(merged[0].folderIds.map(String)).toEqual(['5', '6']);
    expect(merged[0].what).toEqual(['messages', 'folders']);
  });

  it('for all folders stay that when gathered', () => {
    expect(mergeHints([hint({ folderIds: [] }), hint({ folderIds: [5] })])[0].folderIds).toEqual([]);
  });
});
