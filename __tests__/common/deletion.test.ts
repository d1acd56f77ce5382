import { describe, expect, it } from 'vitest';
import {
  canBeEmptied,
  CONFIRM_PERMANENT,
  ERROR_CODES,
  folderDeletion,
  messageDeletion,
  type FolderRole,
} from '../../src/common';

const folder = (id: number, path: string, role: FolderRole = 'other', selectable = true) => ({
  ...{ id, path, role, selectable, delimiter: '/' },
});
const FOLDERS = [
  folder(1, 'INBOX', 'inbox'),
  folder(2, 'Trash', 'trash'),
  folder(3, 'Trash/Old'),
  folder(4, 'Trash/Old/Older'),
  folder(5, 'Trashcan'),
  folder(6, 'Junk', 'junk'),
];

describe('deleting', () => {
  it('moves messages to the trash, and removes those permanently that are in it', () => {
    expect(messageDeletion(1, FOLDERS)).toBe('trash');
    expect(messageDeletion(6, FOLDERS)).toBe('trash');
    expect(messageDeletion(2, FOLDERS)).toBe('permanent');
    // Ids are numbers or strings, by database.
    expect(messageDeletion('2', FOLDERS)).toBe('permanent');
    // A folder that was moved to the trash as a whole: its messages still have a way back.
    expect(messageDeletion(3, FOLDERS)).toBe('trash');
  });

  it('is never permanent where no trash is known, or where none can be opened', () => {
    const without = FOLDERS.filter(({ role }) => role !== 'trash');
    expect(messageDeletion(2, without)).toBe('trash');
    expect(messageDeletion(2, [folder(2, 'Trash', 'trash', false)])).toBe('trash');
    expect(folderDeletion({ path: 'Trash/Old' }, without)).toBe('trash');
  });

  it('of a folder is permanent anywhere below the trash, and by nothing but its place', () => {
    expect(folderDeletion({ path: 'Trash/Old' }, FOLDERS)).toBe('permanent');
    expect(folderDeletion({ path: 'Trash/Old/Older' }, FOLDERS)).toBe('permanent');
    expect(folderDeletion({ path: 'Trashcan' }, FOLDERS)).toBe('trash');
    expect(folderDeletion({ path: 'Projects' }, FOLDERS)).toBe('trash');
  });

  it('of everything at once is for trash and junk alone', () => {
    const roles: FolderRole[] = ['inbox', 'sent', 'drafts', 'archive', 'outbox', 'other', 'trash', 'junk'];
    expect(roles.filter(canBeEmptied)).toEqual(['trash', 'junk']);
  });

  it('asks by a code that both sides know', () => expect(ERROR_CODES).toContain(CONFIRM_PERMANENT));
});
