import { expect, it } from 'vitest';
import type { MailApi } from '../../../src/client-v2/api';
import { carryOut, type Change } from '../../../src/client-v2/mail-center/data/carry-out';
import type { FolderView } from '../../../src/common';

/** What is asked for of a list over several accounts, for a change. */
async function asked(change: Change) {
  const queries: unknown[] = [];
  const api = {
    matching: (query: object) => {
      queries.push(query);
      return Promise.resolve({ ids: ['1'], next: null });
    },
    move: () => Promise.resolve({ moved: [{ id: '1', folderId: '10' }] }),
    label: () => Promise.resolve({ changed: [{ labelId: '7', added: ['1'], removed: [] }] }),
    archive: () => Promise.resolve({ moved: [] }),
  } as unknown as MailApi;
  const everything = { query: { role: 'inbox' as const, q: '' }, count: 1, exact: true, upTo: '9' };
  const { signal } = new AbortController();
  const progress = { onStep: () => undefined, signal, confirmPermanently: () => Promise.resolve(false) };
  const outcome = await carryOut(api, everything, change, progress);
  return { queries, outcome };
}

it('moves only what lies in the account of the target', async () => {
  const target = { id: '20', accountId: '2' } as FolderView;
  const { queries, outcome } = await asked({ kind: 'move', target });
  expect(queries).toEqual([expect.objectContaining({ role: 'inbox', accountId: '2', upTo: '9' })]);
  expect(outcome.origins).toEqual([{ id: '1', folderId: '10' }]);
});

it('does everything else in all of them', async () => {
  const { queries } = await asked({ kind: 'file', as: 'archive' });
  expect(queries).toEqual([expect.not.objectContaining({ accountId: expect.anything() as unknown })]);
});

it('labels only what has not the label yet, and remembers what it labelled', async () => {
  const label = { id: '7', name: 'Big customers', color: 'blue' } as const;
  const { queries, outcome } = await asked({ kind: 'label', label, add: true });
  expect(queries).toEqual([expect.objectContaining({ q: '-label:"Big customers"' })]);
  expect(outcome.labelled).toEqual(['1']);
  const removed = await asked({ kind: 'label', label, add: false });
  expect(removed.queries).toEqual([expect.objectContaining({ q: 'label:"Big customers"' })]);
  expect(removed.outcome.labelled).toEqual([]);
});
