import { css } from '@emotion/css';
import { Flex, theme, Typography } from 'antd';
import type { AttachmentView } from '../../common';
import { useT } from '../locale';
import { AttachmentCard } from './AttachmentCard';
import { formatSize } from './format-size';
import { useLanguage } from './useLanguage';

/** The files of a mail. Pictures that stand in the text are not listed again. */
export function AttachmentList({ attachments, inText }: { attachments: AttachmentView[]; inText: boolean }) {
  const { token } = theme.useToken();
  const t = useT();
  const language = useLanguage();
  const files = attachments.filter((file) => !(inText && file.inline));
  if (!files.length) return null;
  const grid = css`
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
    gap: ${token.marginXS}px;
    margin: 0;
    padding: 0;
    list-style: none;
  `;
  const total = files.reduce((sum, file) => sum + Number(file.size), 0);
  return (
    <Flex vertical gap={token.marginXS} component="section" aria-label={t('Attachments')}>
      <Typography.Text type="secondary">
        {t('{{count}} attachments', { count: files.length })} · {formatSize(total, language)}
      </Typography.Text>
      <ul className={grid}>
        {files.map((file) => (
          <li key={file.id} style={{ minWidth: 0 }}>
            <AttachmentCard file={file} />
          </li>
        ))}
      </ul>
    </Flex>
  );
}
