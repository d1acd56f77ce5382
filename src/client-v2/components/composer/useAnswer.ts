import { App } from 'antd';
import { useCallback } from 'react';
import type { Id } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText } from '../../locale';
import type { ComposerInit } from './composer-init';
import { openComposer } from './composer-store';
import { typeAhead } from './type-ahead';

export type AnswerKind = NonNullable<ComposerInit['source']>['kind'];

/**
 * Loads a message and opens a reply to it. Anything typed in the meantime goes into the reply. `withTemplates`: the
 * writer begins with choosing a template.
 */
export function useAnswer(): (id: Id, kind: AnswerKind, withTemplates?: boolean) => Promise<void> {
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  return useCallback(
    async (id, kind, withTemplates = false) => {
      typeAhead.end();
      typeAhead.begin();
      try {
        const source = await api.message(id);
        openComposer({ accountId: source.accountId, source: { message: source, kind }, withTemplates });
      } catch (error) {
        typeAhead.end();
        message.error(errorText(error));
      }
    },
    [api, errorText, message],
  );
}
