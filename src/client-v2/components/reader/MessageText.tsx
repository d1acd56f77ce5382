import { Alert, Button, Flex, Skeleton, Spin, theme } from 'antd';
import { useErrorText, useT } from '../../locale';
import { Attachments } from '../attachments/Attachments';
import { useOfflineText } from '../shared/LoadFailure';
import { SecondaryText } from '../shared/SecondaryText';
import { CautionLines } from './CautionLines';
import { BodyFrame } from './BodyFrame';
import { NoticeBar } from './NoticeBar';
import { RemoteContentBar } from './RemoteContentBar';
import { SetAsideBar } from './UnreadableBar';
import type { LoadedMessage } from './useMessage';
import { useRemoteImages } from './useRemoteImages';

/** A message's text and attachments, or the reason why they aren't available. */
export function MessageText({
  loaded: { id, message, body, bodyError, retry, reread },
}: {
  loaded: LoadedMessage;
}) {
  const { token } = theme.useToken();
  const t = useT();
  const errorText = useErrorText();
  const offlineText = useOfflineText(bodyError);
  const images = useRemoteImages(message, body?.hasRemoteContent === true);
  if (offlineText) return <Alert type="info" showIcon message={offlineText} />;
  if (bodyError) {
    return (
      <Alert
        type="warning"
        showIcon
        message={t('The text of this mail could not be loaded')}
        description={errorText(bodyError)}
        action={
          <Button size="small" onClick={retry}>
            {t('Try again')}
          </Button>
        }
      />
    );
  }
  if (!body) {
    return (
      <div aria-busy>
        <Flex gap={token.marginXS} align="center" style={{ marginBottom: token.margin }}>
          <Spin size="small" />
          <SecondaryText>{t('Loading from the mail server…')}</SecondaryText>
        </Flex>
        <Skeleton active title={false} paragraph={{ rows: message?.preview ? 4 : 6 }} />
      </div>
    );
  }
  if (body.setAside) return <SetAsideBar id={id} setAside={body.setAside} onAsked={reread} />;
  return (
    <>
      <CautionLines messageId={id} cautions={body.cautions ?? []} />
      {body.notices?.map((notice, index) => (
        <NoticeBar key={index} messageId={id} notice={notice} />
      ))}
      {message && (
        <Attachments
          messageId={id}
          accountId={message.accountId}
          attachments={body.attachments}
          inText={Boolean(body.html)}
        />
      )}
      {body.hasRemoteContent && <RemoteContentBar images={images} />}
      <BodyFrame body={body} allowRemote={images.shown} messageId={id} />
    </>
  );
}
