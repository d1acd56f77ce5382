import { PaperClipOutlined } from '@ant-design/icons';
import { Flex, Tag, theme, Typography } from 'antd';
import type { UploadView } from '../../../../common';
import { useT } from '../../../locale';
import { HitsContext } from '../../hits/HitsContext';
import { Marked } from '../../hits/Marked';
import { MailFrame } from '../../reader/MailFrame';
import { SecondaryText } from '../../shared/SecondaryText';
import { findPlaceholders } from './find-placeholders';

interface Props {
  /** What tells it from others that are shown in its place. */
  id: string;
  subject: string;
  html: string;
  files: readonly UploadView[];
  /** What is shown in place of an empty text. */
  nothing: string;
}

/** A subject, a text and files. Variables that are still in them are marked. */
export function FilledMessage({ id, subject, html, files, nothing }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  return (
    <HitsContext.Provider value={findPlaceholders}>
      {subject && (
        <Typography.Text strong style={{ overflowWrap: 'anywhere' }}>
          <bdi>
            <Marked text={subject} place="subject" />
          </bdi>
        </Typography.Text>
      )}
      {html ? (
        <MailFrame
          messageId={id}
          allowRemote={false}
          body={{ html, css: '', text: '', truncated: false, attachments: [] }}
        />
      ) : (
        <SecondaryText>{nothing}</SecondaryText>
      )}
      {files.length > 0 && (
        <Flex wrap gap={token.marginXXS} aria-label={t('Attachments')}>
          {files.map((file) => (
            <Tag key={String(file.id)} bordered={false} icon={<PaperClipOutlined />}>
              <bdi>{file.filename || t('Unnamed file')}</bdi>
            </Tag>
          ))}
        </Flex>
      )}
    </HitsContext.Provider>
  );
}
