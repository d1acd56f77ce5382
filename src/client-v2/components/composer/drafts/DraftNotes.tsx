import { Alert } from 'antd';
import { useT } from '../../../locale';
import { useLanguage } from '../../shared/useLanguage';

/** Tells the writer what couldn't be kept from a stored draft. */
export function DraftNotes({ lost, originalGone }: { lost: readonly string[]; originalGone: boolean }) {
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
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(lost.map((name) => names[name]));
  return (
    <>
      {lost.length > 0 && (
        <Alert
          banner
          closable
          type="info"
          message={t(
            'This draft was begun in another program. The editor can’t keep some of its formatting: {{list}}.',
            { list },
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
