import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LinkTarget, MessageView, RecordForm } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { announceLinks } from './link-changes';
import { plainTextOf, suggestedValues } from './suggested-values';

type Failure = { of: 'loading'; error: unknown } | { of: 'saving'; text: string };

/** A record that is being made from a message. `chosen`: the collection, if it may still be chosen. */
export function useNewRecord(message: MessageView, chosen: string | null, onDone: () => void) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message: toast } = App.useApp();
  const [targets, setTargets] = useState<LinkTarget[]>();
  const [form, setForm] = useState<RecordForm>();
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [missing, setMissing] = useState<string[]>([]);
  const [failure, setFailure] = useState<Failure>();
  const [saving, setSaving] = useState(false);
  const collection = (targets?.find((each) => each.collection === chosen) ?? targets?.at(0))?.collection;
  // Changes of the message, such as a flag, mustn't replace what was typed.
  const latest = useRef(message);
  latest.current = message;
  const answers = useAnswers(`${message.id} ${collection}`);
  const fail = useCallback((error: unknown) => setFailure({ of: 'loading', error }), []);
  const loadTargets = useCallback(
    () => void answers.take(() => api.creatableCollections(), setTargets, { fail, lane: 'collections' }),
    [answers, api, fail],
  );
  const loadForm = useCallback(() => {
    if (collection === undefined) return;
    setForm(undefined);
    setMissing([]);
    setFailure(undefined);
    void answers.take(
      // A text that can't be read is no reason not to create a record.
      () => Promise.all([api.recordForm(collection), api.body(message.id).then(plainTextOf, () => '')]),
      ([next, text]) => {
        setForm(next);
        setValues(suggestedValues(next, latest.current, text));
      },
      { fail, lane: 'form' },
    );
  }, [answers, api, collection, fail, message.id]);
  useEffect(loadTargets, [loadTargets]);
  useEffect(loadForm, [loadForm]);

  const create = async () => {
    if (!form || saving) return;
    const filled = Object.fromEntries(
      form.fields.flatMap(({ name }) => {
        const value = values[name];
        return value === undefined || value === null || value === '' ? [] : [[name, value]];
      }),
    );
    const left = form.fields.filter(({ name, required }) => required && !(name in filled));
    setMissing(left.map(({ name }) => name));
    if (left.length > 0) return;
    setSaving(true);
    setFailure(undefined);
    try {
      const record = await api.createRecord(form.collection, filled);
      const recordKey = String(record[form.keyField]);
      await linkTo(form.collection, recordKey);
      onDone();
    } catch (error) {
      setFailure({ of: 'saving', text: errorText(error) });
    }
    setSaving(false);
  };
  /** The record is there by now, so a failure must not lead to a second one. */
  const linkTo = async (name: string, recordKey: string) => {
    try {
      await api.link([message.id], { add: [{ collection: name, recordKey }], remove: [] });
      toast.success(t('The record was created, and the message is linked to it.'));
    } catch (error) {
      toast.error(
        `${t('The record was created, but the message could not be linked to it.')} ${errorText(error)}`,
      );
    }
    announceLinks();
  };
  return {
    ...{ targets, collection, form, values, missing, failure, saving, create },
    edit: (name: string, value: unknown) => setValues((before) => ({ ...before, [name]: value })),
    retry: () => {
      setFailure(undefined);
      if (targets) loadForm();
      else loadTargets();
    },
  };
}
