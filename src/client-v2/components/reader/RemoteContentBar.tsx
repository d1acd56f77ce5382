import { EyeInvisibleOutlined } from '@ant-design/icons';
import { Alert, Button, Flex } from 'antd';
import { useT } from '../../locale';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { SecondaryText } from '../shared/SecondaryText';
import type { RemoteImages } from './useRemoteImages';

/**
 * Says that pictures from other servers are blocked, and offers to show them for this message or always for
 * its sender.
 */
export function RemoteContentBar({ images }: { images: RemoteImages }) {
  const t = useT();
  const { shown, sender, trusted } = images;
  if (trusted) {
    return (
      <Flex gap="small" align="baseline" wrap>
        <SecondaryText>
          {t('Images from {{address}} are always shown.', { address: sender ?? '' })}
        </SecondaryText>
        <LinkStyleButton size="small" style={{ padding: 0 }} onClick={images.distrust}>
          {t('Block them again')}
        </LinkStyleButton>
      </Flex>
    );
  }
  if (shown) return null;
  return (
    <Alert
      type="info"
      showIcon
      icon={<EyeInvisibleOutlined aria-hidden />}
      message={
        <Flex gap="small" align="center" justify="space-between" wrap>
          <span>{t('Remote images are blocked to protect your privacy.')}</span>
          <Flex gap="small" wrap>
            <Button size="small" onClick={images.showOnce}>
              {t('Show images')}
            </Button>
            {sender && (
              <Button
                size="small"
                title={t('Always from {{address}}', { address: sender })}
                style={{ maxWidth: '100%' }}
                onClick={images.trust}
              >
                <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
                  {t('Always from {{address}}', { address: sender })}
                </span>
              </Button>
            )}
          </Flex>
        </Flex>
      }
    />
  );
}
