import { Alert } from 'antd';
import { useT } from '../../../locale';
import { useLanguage } from '../../shared/useLanguage';

/** Tells the writer what couldn't be kept from a stored draft or an edited original. */
export function DraftNotes({
  lost,
  lostOfOriginal,
  originalGone,
}: {
  lost: readonly string[];
  /** The same for an original that was moved into the text. */
  lostOfOriginal: readonly string[];
  originalGone: boolean;
}) {
  const t = useT();
  const language = useLanguage();
  const names: Record<string, string> = {
    tables: t('tables'),
    headings: t('headings'),
    fonts: t('fonts'),
    colors: t('colors'),
    alignment: t('alignment'),
    pictures: t('pictures'),
  };
  const listOf = (kinds: readonly string[]) =>
    new Intl.ListFormat(language, { type: 'conjunction' }).format(kinds.map((name) => names[name]));
  return (
    <>
      {lost.length > 0 && (
        <Alert
          banner
          closable
          type="info"
          message={t(
            'This draft was begun in another program. The editor can’t keep some of its formatting: {{list}}.',
            { list: listOf(lost) },
          )}
        />
      )}
      {lostOfOriginal.length > 0 && (
        <Alert
          banner
          closable
          type="info"
          message={t(
            'The editor can’t keep some of the original’s formatting: {{list}}. To send it unchanged, undo this and include the original.',
            { list: listOf(lostOfOriginal) },
          )}
        />
      )}
      {originalGone && (
        <Alert
          banner
          closable
          type="info"
          message={t('The message that this draft answers no longer exists. It is sent without the quote.')}
        />
      )}
    </>
  );
}
