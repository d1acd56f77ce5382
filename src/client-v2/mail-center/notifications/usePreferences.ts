import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { MailPreferencesInput, MailPreferencesView, NotificationChoices } from '../../../common';
import { useAnswers } from '../../answers';
import { useMailApi } from '../../api';
import { useErrorText } from '../../locale';
import { useNotificationSettings } from './useNotificationSettings';

/** The choices that apply to all of a user's browsers. */
const choicesOf = ({ without, folders, quiet }: NotificationChoices): NotificationChoices => ({
  without,
  folders,
  quiet,
});

/**
 * The user's choices on the server; undefined until loaded, or if that failed. This browser adopts them, unless nothing
 * has been saved yet. `save` stores this browser's choices.
 */
export function usePreferences(): {
  preferences: MailPreferencesView | undefined;
  save(choices: NotificationChoices, inApp: boolean): void;
} {
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [settings, setSettings] = useNotificationSettings();
  const [preferences, setPreferences] = useState<MailPreferencesView>();
  const answers = useAnswers(api);
  const latest = useRef(settings);
  latest.current = settings;

  useEffect(() => {
    void answers.take(
      () => api.preferences(),
      (found) => {
        setPreferences(found);
        const mine = JSON.stringify(choicesOf(latest.current));
        if (found.saved && mine !== JSON.stringify(choicesOf(found)))
          setSettings({ ...latest.current, ...choicesOf(found) });
      },
      // Until the next attempt, this browser's own choices apply.
      { fail: () => undefined },
    );
  }, [api, answers, setSettings]);

  // One after another, so that the last choice is the one that stays.
  const saving = useRef(Promise.resolve());
  const save = useCallback(
    (choices: NotificationChoices, inApp: boolean) => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const input: MailPreferencesInput = { ...choicesOf(choices), inApp, timeZone };
      setPreferences((before) => before && { ...before, ...input });
      saving.current = saving.current.then(async () => {
        await api.savePreferences(input).catch((error: unknown) => message.error(errorText(error)));
      });
    },
    [api, message, errorText],
  );
  return { preferences, save };
}
