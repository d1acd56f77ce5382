import { describe, expect, it } from 'vitest';
import { historyProgress } from '../../../src/client-v2/mail-center/folders/account-state';
import { folderTree, inboxOf, type FolderNode } from '../../../src/client-v2/mail-center/folders/folder-tree';
import type { AccountView } from '../../../src/common';
import { folder } from './rows';

const names = (nodes: FolderNode[]): unknown[] =>
  nodes.map(({ folder: { name }, children }) => (children.length > 0 ? [name, names(children)] : name));
const at = (path: string, values: Parameters<typeof folder>[1] = {}) => {
  const parts = path.split('/');
  const parentPath = parts.slice(0, -1).join('/') || null;
  return folder(path.length, { path, name: parts[parts.length - 1], parentPath, ...values });
};

describe('the folder tree', () => {
  it('puts the folders with a role first, in the order people look for them, and the others by name', () => {
    const list = [
      at('Zoo'),
      at('Deleted Items', { role: 'trash' }),
      at('Äpfel'),
      at('Sent Items', { role: 'sent' }),
      at('Folder 10'),
      at('Folder 9'),
      at('INBOX', { role: 'inbox' }),
    ];
    expect(names(folderTree(list, 'de-DE'))).toEqual([
      'INBOX',
      'Sent Items',
      'Deleted Items',
      'Äpfel',
      'Folder 9',
      'Folder 10',
      'Zoo',
    ]);
  });

  it('orders the folders within a folder as well', () => {
    const list = [
      at('A'),
      at('A/z'),
      at('A/Archive', { role: 'archive' }),
      at('A/b'),
      at('A/b/y'),
      at('A/b/x'),
    ];
    expect(names(folderTree(list, 'en-US'))).toEqual([['A', ['Archive', ['b', ['x', 'y']], 'z']]]);
  });

  it('nests, whatever the folders are called, and shows orphans at the top', () => {
    const list = [
      at('A/B/C'),
      at('A'),
      at('A/B'),
      at('__proto__'),
      at('__proto__/constructor'),
      at('gone/left'),
    ];
    expect(names(folderTree(list, 'en-US'))).toEqual([
      ['__proto__', ['constructor']],
      ['A', [['B', ['C']]]],
      'left',
    ]);
  });

  it('leaves out an empty server outbox and what cannot be opened and holds nothing', () => {
    const list = [
      at('Outbox', { role: 'outbox', total: 0 }),
      at('Empty', { selectable: false }),
      at('Parent', { selectable: false }),
      at('Parent/Child'),
    ];
    expect(names(folderTree(list))).toEqual([['Parent', ['Child']]]);
    expect(names(folderTree([at('Outbox', { role: 'outbox', total: 1 })]))).toEqual(['Outbox']);
  });

  it('leaves out a folder that is being deleted, with those below it', () => {
    const list = [
      at('Trash', { role: 'trash' }),
      at('Trash/Old', { selectable: false }),
      at('Trash/Old/Older', { selectable: false }),
    ];
    expect(names(folderTree(list))).toEqual(['Trash']);
  });

  it('opens the Inbox, or the first folder that can be opened', () => {
    expect(inboxOf([at('A'), at('INBOX', { role: 'inbox' })])?.path).toBe('INBOX');
    expect(inboxOf([at('A', { selectable: false }), at('B')])?.path).toBe('B');
    expect(inboxOf([])).toBeUndefined();
  });
});

describe('the state of an account', () => {
  const account = (values: Partial<AccountView>) =>
    ({ state: 'connected', progressDone: 0, progressTotal: 0, ...values }) as AccountView;

  it('shows progress until the history is here', () => {
    expect(historyProgress(account({ progressDone: 25, progressTotal: 100 }))).toBe(0.25);
    expect(historyProgress(account({ progressDone: 100, progressTotal: 100 }))).toBeNull();
    expect(historyProgress(account({ state: 'connecting' }))).toBe(0);
    expect(historyProgress(account({}))).toBeNull();
  });
});
