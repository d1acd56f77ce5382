import { CloseOutlined, ReloadOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Flex, Progress, Spin, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useErrorText, useT } from '../../locale';
import { attachmentSize, type Draft } from './draft';
import { FileTypeIcon } from '../attachments/FileTypeIcon';
import { formatSize } from '../attachments/format-size';
import { useLanguage } from '../shared/useLanguage';
import { ToneText } from '../shared/ToneText';
import type { Uploads } from './useUploads';

interface Props {
  draft: Pick<Draft, 'html' | 'uploads' | 'attachments'>;
  uploads: Uploads;
  /** Bytes that all files together may have. */
  limit: number;
  onRemoveUpload(id: Draft['uploads'][number]['id']): void;
  onRemoveAttachment(id: Draft['attachments'][number]['id']): void;
}

/** The files to be sent: those of the original, those uploaded or copied, and those on their way. */
export function ComposerFiles({ draft, uploads, limit, onRemoveUpload, onRemoveAttachment }: Props) {
  const { token } = theme.useToken();
  const t = useT();
  const errorText = useErrorText();
  const language = useLanguage();
  // Uploads with a Content-ID are pictures in the text.
  const files = draft.uploads.filter(({ contentId }) => !contentId);
  const count = files.length + draft.attachments.length + uploads.pending.length;
  if (!count) return null;
  const waiting = uploads.pending.reduce((sum, { file }) => sum + file.size, 0);
  const total = attachmentSize(draft) + waiting;
  const list = css`
    display: flex;
    flex-wrap: wrap;
    gap: ${token.marginXS}px;
    max-height: 132px;
    overflow-y: auto;
    margin: 0;
    padding: 0;
    list-style: none;
  `;
  return (
    <Flex
      vertical
      gap={token.marginXXS}
      style={{ padding: `${token.paddingXS}px ${token.padding}px` }}
      component="section"
      aria-label={t('Attachments')}
    >
      <ul className={list}>
        {draft.attachments.map((file) => (
          <Chip
            key={`a${file.id}`}
            {...file}
            note={formatSize(Number(file.size), language)}
            onRemove={() => onRemoveAttachment(file.id)}
          />
        ))}
        {files.map((file) => (
          <Chip
            key={`u${file.id}`}
            {...file}
            note={formatSize(Number(file.size), language)}
            onRemove={() => onRemoveUpload(file.id)}
          />
        ))}
        {uploads.pending.map(({ key, file, progress, error }) => (
          <Chip
            key={`p${key}`}
            filename={file.name}
            contentType={file.type}
            note={error ? errorText(error) : undefined}
            failed={Boolean(error)}
            progress={error ? undefined : progress}
            onRetry={error ? () => uploads.retry(key) : undefined}
            onRemove={() => uploads.drop(key)}
          />
        ))}
      </ul>
      <ToneText tone={total > limit ? 'danger' : 'secondary'} style={{ fontSize: token.fontSizeSM }}>
        {t('{{size}} of {{limit}}', {
          size: formatSize(total, language),
          limit: formatSize(limit, language),
        })}
      </ToneText>
    </Flex>
  );
}

function Chip(props: {
  filename: string;
  contentType: string;
  note?: ReactNode;
  failed?: boolean;
  /** Null if it's on its way, but nobody knows how far. */
  progress?: number | null;
  onRetry?(): void;
  onRemove(): void;
}) {
  const { token } = theme.useToken();
  const t = useT();
  const name = props.filename || t('Unnamed file');
  const chip = css`
    display: flex;
    align-items: center;
    gap: ${token.marginXS}px;
    max-width: 100%;
    padding: 2px ${token.paddingXXS}px 2px ${token.paddingXS}px;
    border: 1px solid ${props.failed ? token.colorErrorBorder : token.colorBorderSecondary};
    border-radius: ${token.borderRadius}px;
    background: ${props.failed ? token.colorErrorBg : token.colorFillQuaternary};
  `;
  return (
    <li className={chip}>
      <FileTypeIcon contentType={props.contentType} filename={name} style={{ color: token.colorPrimary }} />
      <Typography.Text ellipsis title={name} style={{ maxWidth: 200 }}>
        <bdi>{name}</bdi>
      </Typography.Text>
      {props.progress === null && (
        <span role="progressbar" aria-label={t('Fetching {{name}}', { name })}>
          <Spin size="small" />
        </span>
      )}
      {typeof props.progress === 'number' && (
        <span style={{ flex: 'none', width: 60 }}>
          <Progress
            percent={Math.round(props.progress * 100)}
            size={[60, 4]}
            showInfo={false}
            aria-label={t('Uploading {{name}}', { name })}
          />
        </span>
      )}
      {props.note && (
        <Typography.Text type={props.failed ? 'danger' : 'secondary'} style={{ fontSize: token.fontSizeSM }}>
          {props.note}
        </Typography.Text>
      )}
      {props.onRetry && (
        <Button
          type="text"
          size="small"
          icon={<ReloadOutlined />}
          aria-label={t('Try again')}
          onClick={props.onRetry}
        />
      )}
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('Remove {{name}}', { name })}
        onClick={props.onRemove}
      />
    </li>
  );
}
