import { useCallback } from 'react';
import { displayName, type InvitedPerson } from '../../../../common';
import { useT } from '../../../locale';

/** Describes someone's answer in a sentence. */
export function useReplyText(): (person: InvitedPerson) => string {
  const t = useT();
  return useCallback(
    (person) => {
      const name = displayName(person);
      switch (person.state) {
        case 'accepted':
          return t('{{name}} accepted', { name });
        case 'declined':
          return t('{{name}} declined', { name });
        case 'tentative':
          return t('{{name}} may come', { name });
        case 'delegated':
          return t('{{name}} sends somebody else', { name });
        case 'waiting':
          return t('{{name}} has not decided yet', { name });
      }
    },
    [t],
  );
}
