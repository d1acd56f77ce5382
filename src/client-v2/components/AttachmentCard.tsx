import { DownloadOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { App, Button, Flex, Image, Progress, theme, Tooltip, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { AttachmentView } from '../../common';
import { useMailApi } from '../api';
import { MailApiError } from '../api-error';
import { useErrorText, useT } from '../locale';
import { FileTypeIcon } from './FileTypeIcon';
import { formatSize } from './format-size';
import { useLanguage } from './useLanguage';

/** Bigger pictures are not fetched unasked. */
const PREVIEW_LIMIT = 5_000_000;
/** What every browser shows in an <img>; SVG is left out, as documents are. */
const PREVIEW_TYPES = /^image\/(?:png|jpe?g|gif|webp|avif|bmp)$/i;

/** A file of a mail: its kind or a small picture of it, name, size, and a button to save it. */
export function AttachmentCard({ file }: { file: AttachmentView }) {
  const { token } = theme.useToken();
  const t = useT();
  const language = useLanguage();
  const preview = usePreview(file);
  const { progress, start, stop } = useDownload(file);
  const name = file.filename || t('Unnamed file');
  const card = css`
    display: flex;
    align-items: center;
    gap: ${token.marginXS}px;
    padding: ${token.paddingXS}px;
    border: 1px solid ${token.colorBorderSecondary};
    border-radius: ${token.borderRadiusLG}px;
    background: ${token.colorFillQuaternary};
    & .ant-image-img {
      object-fit: cover;
      border-radius: ${token.borderRadiusSM}px;
    }
  `;
  return (
    <div className={card}>
      {preview ? (
        <Image src={preview} width={36} height={36} alt={name} preview={{ mask: false }} />
      ) : (
        <FileTypeIcon
          {...file}
          style={{ fontSize: 24, width: 36, color: token.colorPrimary, justifyContent: 'center' }}
        />
      )}
      <Flex vertical style={{ flex: 1, minWidth: 0 }}>
        <Tooltip title={name} mouseEnterDelay={0.5}>
          <Typography.Text ellipsis>
            <bdi>{name}</bdi>
          </Typography.Text>
        </Tooltip>
        {progress === null ? (
          <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
            {formatSize(Number(file.size), language)}
          </Typography.Text>
        ) : (
          <Progress
            percent={Math.round(progress * 100)}
            size="small"
            showInfo={false}
            style={{ margin: 0, lineHeight: 1 }}
          />
        )}
      </Flex>
      {progress === null ? (
        <Button
          type="text"
          icon={<DownloadOutlined />}
          aria-label={t('Download {{name}}', { name })}
          onClick={() => void start()}
        />
      ) : (
        <Button type="text" size="small" onClick={stop}>
          {t('Cancel')}
        </Button>
      )}
    </div>
  );
}

/** A small picture's content as a URL, or null. */
function usePreview(file: AttachmentView): string | null {
  const api = useMailApi();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!PREVIEW_TYPES.test(file.contentType) || Number(file.size) > PREVIEW_LIMIT) return;
    const stop = new AbortController();
    let made: string | null = null;
    api.attachment(file.id, { inline: true, signal: stop.signal }).then(
      (blob) => {
        if (stop.signal.aborted) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      },
      // The icon stays; saving the file tells what is wrong.
      () => undefined,
    );
    return () => {
      stop.abort();
      setUrl(null);
      if (made) URL.revokeObjectURL(made);
    };
  }, [api, file.contentType, file.id, file.size]);
  return url;
}

/** Saving a file: null when idle, else how much of it is here. */
function useDownload(file: AttachmentView) {
  const api = useMailApi();
  const { message: toast } = App.useApp();
  const errorText = useErrorText();
  const t = useT();
  const [progress, setProgress] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async () => {
    const stop = new AbortController();
    running.current = stop;
    setProgress(0);
    // The server streams and may not know the length; the listed size is near enough for a bar.
    const onProgress = (loaded: number, total?: number) =>
      setProgress(Math.min(loaded / Math.max(total ?? Number(file.size), 1), 1));
    try {
      await api.downloadAttachment(file.id, file.filename || t('Unnamed file'), {
        signal: stop.signal,
        onProgress,
      });
    } catch (error) {
      if (!(error instanceof MailApiError && error.code === 'aborted')) toast.error(errorText(error));
    } finally {
      setProgress(null);
    }
  };
  return { progress, start, stop: () => running.current?.abort() };
}
