import { describe, expect, it } from 'vitest';
import {
  childrenByParent,
  foldersInOrder,
  withDescendants,
} from '../../../src/client-v2/mail-center/sync-options/folder-children';
import type { SyncFolder } from '../../../src/common';
import { folder } from './rows';

const at = (path: string, values: Partial<SyncFolder> = {}): SyncFolder => {
  const parts = path.split('/');
  const parentPath = parts.slice(0, -1).join('/') || null;
  const plain = folder(path.length, { path, name: parts[parts.length - 1], parentPath });
  return { ...plain, id: path, leftOutByRule: false, done: 0, ...values };
};
const list = [
  at('Customers/Küstenwerk/2024'),
  at('Customers'),
  at('Archive', { role: 'archive' }),
  at('Outbox', { role: 'outbox', leftOut: true, total: 0 }),
  at('Customers/Küstenwerk', { leftOut: true }),
  at('INBOX', { role: 'inbox' }),
];

describe('the folders to choose from', () => {
  it('come in the order of the folder list, with the ones they lie in, and none is hidden', () => {
    const paths = foldersInOrder(list, 'de-DE').map((path) => path.map(({ name }) => name).join(' / '));
    expect(paths).toEqual([
      'INBOX',
      'Archive',
      'Outbox',
      'Customers',
      'Customers / Küstenwerk',
      'Customers / Küstenwerk / 2024',
    ]);
  });

  it('are ticked with all below, and nothing beside', () => {
    const children = childrenByParent(list, 'de-DE');
    const ticked = (path: string) =>
      withDescendants(
        list.find((each) => each.path === path)!,
        children,
      ).map((each) => each.path);
    expect(ticked('Customers')).toEqual(['Customers', 'Customers/Küstenwerk', 'Customers/Küstenwerk/2024']);
    expect(ticked('Archive')).toEqual(['Archive']);
  });
});
