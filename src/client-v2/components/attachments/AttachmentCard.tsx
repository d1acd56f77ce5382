import { DownloadOutlined, WarningFilled } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Flex, Progress, theme } from 'antd';
import { memo, useEffect, useState } from 'react';
import type { AttachmentView } from '../../../common';
import { useMailApi } from '../../api';
import { useT } from '../../locale';
import { SecondaryText } from '../shared/SecondaryText';
import { useLanguage } from '../shared/useLanguage';
import { FileTypeIcon } from './FileTypeIcon';
import { formatSize } from './format-size';
import { opensAsMessage } from './opens-as-message';
import { previewKind } from './preview-kind';
import { fileRisk } from './risky-file';
import { useDownload } from './useDownload';
import { useRiskQuestion } from './useRiskQuestion';
import { useRiskText } from './useRiskText';

/** Bytes. Larger pictures aren't downloaded just for a thumbnail. */
const THUMBNAIL_LIMIT = 5_000_000;

interface Props {
  file: AttachmentView;
  /** Opens the preview; if the file can't be previewed, a click saves it. */
  onPreview(file: AttachmentView): void;
}

/** An attachment: its type or thumbnail, name, size, and a button to save it. */
export const AttachmentCard = memo(function AttachmentCard({ file, onPreview }: Props) {
  const { token } = theme.useToken();
  const t = useT();
  const api = useMailApi();
  const language = useLanguage();
  const thumbnail = useThumbnail(file);
  const name = file.filename || t('Unnamed file');
  const { progress, start, stop } = useDownload(Number(file.size), (options) =>
    api.downloadAttachment(file.id, name, options),
  );
  const ask = useRiskQuestion();
  const riskText = useRiskText();
  const risk = fileRisk(name);
  const save = async () => {
    if (await ask([name])) start();
  };
  const isMessage = opensAsMessage(file);
  const canPreview = isMessage || previewKind(file) !== null;
  const card = css`
    display: flex;
    align-items: center;
    gap: ${token.marginXS}px;
    padding: ${token.paddingXS}px;
    border: 1px solid ${token.colorBorderSecondary};
    border-radius: ${token.borderRadiusLG}px;
    background: ${token.colorFillQuaternary};
    & .open {
      display: flex;
      flex: 1;
      gap: ${token.marginXS}px;
      align-items: center;
      min-width: 0;
      padding: 0;
      border: 0;
      border-radius: ${token.borderRadiusSM}px;
      background: none;
      color: ${token.colorText};
      font: inherit;
      text-align: start;
      cursor: pointer;
    }
    & .open:hover .name {
      text-decoration: underline;
    }
    & .open:focus-visible {
      outline: 2px solid ${token.colorPrimaryBorder};
    }
    /* antd would measure every name and listen to it for a tooltip: too much where there are thousands. */
    & .cut {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    & img {
      object-fit: cover;
      border-radius: ${token.borderRadiusSM}px;
    }
  `;
  return (
    <div className={card}>
      <button
        type="button"
        className="open"
        title={name}
        aria-label={canPreview ? t(isMessage ? 'Open {{name}}' : 'Preview {{name}}', { name }) : undefined}
        onClick={() => (canPreview ? onPreview(file) : void save())}
      >
        {thumbnail ? (
          <img src={thumbnail} width={36} height={36} alt="" />
        ) : (
          <FileTypeIcon
            {...file}
            style={{ fontSize: 24, width: 36, color: token.colorPrimary, justifyContent: 'center' }}
          />
        )}
        <Flex vertical style={{ flex: 1, minWidth: 0 }} component="span">
          <span className="cut name">
            <bdi>{name}</bdi>
          </span>
          {progress === null ? (
            <span className="cut">
              <SecondaryText style={{ fontSize: token.fontSizeSM }}>
                {risk && (
                  <span style={{ color: token.colorText }}>
                    <WarningFilled aria-hidden style={{ color: token.colorWarning }} /> {riskText(risk).label}
                    {' · '}
                  </span>
                )}
                {formatSize(Number(file.size), language)}
              </SecondaryText>
            </span>
          ) : (
            <Progress
              percent={Math.round(progress * 100)}
              size="small"
              showInfo={false}
              style={{ margin: 0, lineHeight: 1 }}
            />
          )}
        </Flex>
      </button>
      {progress === null ? (
        <Button
          type="text"
          icon={<DownloadOutlined aria-hidden />}
          aria-label={t('Download {{name}}', { name })}
          title={t('Download {{name}}', { name })}
          onClick={() => void save()}
        />
      ) : (
        <Button type="text" size="small" onClick={stop}>
          {t('Cancel')}
        </Button>
      )}
    </div>
  );
});

/** Returns the thumbnail's object URL, or null if there is none. */
function useThumbnail(file: AttachmentView): string | null {
  const api = useMailApi();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (previewKind(file) !== 'image' || Number(file.size) > THUMBNAIL_LIMIT) return;
    const stop = new AbortController();
    let made: string | null = null;
    api.attachment(file.id, { inline: true, signal: stop.signal }).then(
      (blob) => {
        if (stop.signal.aborted) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      },
      // The icon stays; saving the file reports what is wrong.
      () => undefined,
    );
    return () => {
      stop.abort();
      setUrl(null);
      if (made) URL.revokeObjectURL(made);
    };
  }, [api, file]);
  return url;
}
