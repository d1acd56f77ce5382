import { App } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { AddressBook, AddressBookSettings, AddressBookView } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { useUnsavedChanges } from '../settings/useUnsavedChanges';

/** An address book as the server takes it. */
export const inputOf = ({ title: _title, gone: _gone, ...book }: AddressBookView): AddressBook => book;

const isSame = (one: readonly AddressBookView[], other: readonly AddressBookView[]): boolean =>
  JSON.stringify(one.map(inputOf)) === JSON.stringify(other.map(inputOf));

/** The address books as they are being edited. */
export function useAddressBooks() {
  const api = useMailApi();
  const t = useT();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const answers = useAnswers('address-books');
  const [settings, setSettings] = useState<AddressBookSettings>();
  const [books, setBooks] = useState<AddressBookView[]>([]);
  const [loadFailure, setLoadFailure] = useState<unknown>();
  const [failure, setFailure] = useState<string>();
  const [saving, setSaving] = useState(false);
  const take = useCallback((next: AddressBookSettings) => {
    setSettings(next);
    setBooks(next.books);
    setFailure(undefined);
  }, []);
  const load = useCallback(() => {
    setLoadFailure(undefined);
    void answers.take(() => api.addressBooks(), take, { fail: setLoadFailure });
  }, [answers, api, take]);
  useEffect(load, [load]);
  const changed = settings !== undefined && !isSame(settings.books, books);
  useUnsavedChanges(changed && !saving);

  const save = async () => {
    setSaving(true);
    setFailure(undefined);
    try {
      take(await api.saveAddressBooks(books.map(inputOf)));
      message.success(t('The address books have been saved.'));
    } catch (error) {
      setFailure(errorText(error));
    } finally {
      setSaving(false);
    }
  };
  const edit = (collection: string, patch: Partial<AddressBook>) =>
    setBooks((all) => all.map((book) => (book.collection === collection ? { ...book, ...patch } : book)));
  /** Adds a collection with the first of its fields that is an address: it's the right one nearly always. */
  const add = async (collection: string, title: string) => {
    setFailure(undefined);
    try {
      const fields = await api.addressBookFields(collection);
      const emails = fields.flatMap(({ isEmail, path }) => (isEmail ? [path] : [])).slice(0, 1);
      const chosen = { names: [], emails, detail: null, shown: [], page: null };
      const book = { enabled: true, collection, title, gone: [], ...chosen };
      setBooks((all) => [...all.filter((each) => each.collection !== collection), book]);
    } catch (error) {
      setFailure(errorText(error));
    }
  };
  const remove = (collection: string) =>
    setBooks((all) => all.filter((book) => book.collection !== collection));
  const reset = () => settings && take(settings);
  return {
    ...{ settings, books, changed, saving, failure, loadFailure },
    ...{ load, save, edit, add, remove, reset },
  };
}
