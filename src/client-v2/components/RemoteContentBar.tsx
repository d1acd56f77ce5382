import { EyeInvisibleOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useT } from '../locale';

/** Says that pictures from other servers were kept out, and lets them in for this mail. */
export function RemoteContentBar({ onAllow }: { onAllow(): void }) {
  const t = useT();
  return (
    <Alert
      type="info"
      showIcon
      icon={<EyeInvisibleOutlined />}
      message={t('Remote images are blocked to protect your privacy.')}
      action={
        <Button size="small" onClick={onAllow}>
          {t('Show images')}
        </Button>
      }
    />
  );
}
