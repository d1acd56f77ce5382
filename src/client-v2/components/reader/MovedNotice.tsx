import { Alert } from 'antd';
import { useT } from '../../locale';

/** Says that the open message was deleted or moved elsewhere in the meantime. Renders nothing otherwise. */
export function MovedNotice({ gone = false, movedTo }: { gone?: boolean; movedTo: string | null }) {
  const t = useT();
  if (gone) return <Alert type="warning" showIcon message={t('This message was deleted elsewhere.')} />;
  if (movedTo === null) return null;
  const said = t('This message was moved to {{folder}}.', { folder: movedTo });
  return <Alert type="info" showIcon message={said} />;
}
