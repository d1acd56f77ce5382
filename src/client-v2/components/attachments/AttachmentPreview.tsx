import { DownloadOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Flex, Modal, Result, Spin, theme } from 'antd';
import { useEffect } from 'react';
import type { AttachmentView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { LongText } from '../reader/LongText';
import { SecondaryText } from '../shared/SecondaryText';
import { previewKind, type PreviewKind } from './preview-kind';
import { useDownload } from './useDownload';
import { useFileContent } from './useFileContent';
import { useRiskQuestion } from './useRiskQuestion';

interface Props {
  /** The files that can be previewed. */
  files: AttachmentView[];
  /** Index of the file shown. */
  index: number;
  onShow(index: number): void;
  onClose(): void;
}

/** Shows a message's file in full size, with buttons for the previous and next one. */
export function AttachmentPreview({ files, index, onShow, onClose }: Props) {
  const { token } = theme.useToken();
  const t = useT();
  const api = useMailApi();
  const file = files[index];
  const name = file?.filename || t('Unnamed file');
  const { progress, start } = useDownload(Number(file?.size ?? 0), (options) =>
    file ? api.downloadAttachment(file.id, name, options) : Promise.resolve(),
  );
  const ask = useRiskQuestion();
  // The declared content type may not match the file name, so even a previewable file can be risky.
  const save = async () => {
    if (await ask([name])) start();
  };
  const [previous, next] = [index > 0, index < files.length - 1];
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowLeft' && previous) onShow(index - 1);
      if (key === 'ArrowRight' && next) onShow(index + 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [index, previous, next, onShow]);
  const kind = file && previewKind(file);
  if (!file || !kind) return null;
  return (
    <Modal
      open
      centered
      width="min(1200px, 96vw)"
      onCancel={onClose}
      data-testid="mail-preview"
      title={
        <span style={{ display: 'block', paddingInlineEnd: token.paddingLG, overflowWrap: 'anywhere' }}>
          <bdi>{name}</bdi>
        </span>
      }
      footer={
        <Flex justify="space-between" align="center" gap="small" wrap>
          <Flex gap="small" align="center">
            <Button
              icon={<LeftOutlined aria-hidden />}
              aria-label={t('Previous file')}
              disabled={!previous}
              onClick={() => onShow(index - 1)}
            />
            <SecondaryText aria-live="polite">
              {t('{{done}} of {{total}}', { done: index + 1, total: files.length })}
            </SecondaryText>
            <Button
              icon={<RightOutlined aria-hidden />}
              aria-label={t('Next file')}
              disabled={!next}
              onClick={() => onShow(index + 1)}
            />
          </Flex>
          <Button
            icon={<DownloadOutlined aria-hidden />}
            loading={progress !== null}
            onClick={() => void save()}
          >
            {t('Download')}
          </Button>
        </Flex>
      }
    >
      {/* Browsers on phones may have no PDF viewer; the frame would stay empty. */}
      {kind === 'pdf' && !navigator.pdfViewerEnabled ? (
        <NoViewer />
      ) : (
        <Content key={String(file.id)} file={file} kind={kind} name={name} />
      )}
    </Modal>
  );
}

function Content({ file, kind, name }: { file: AttachmentView; kind: PreviewKind; name: string }) {
  const errorText = useErrorText();
  const t = useT();
  const { url, text, error } = useFileContent(file, kind);
  const stage = useStage();
  if (error !== undefined) {
    return (
      <div className={stage}>
        <Result
          status="warning"
          title={t('This file cannot be shown')}
          subTitle={<SecondaryText>{errorText(error)}</SecondaryText>}
        />
      </div>
    );
  }
  return (
    <div className={stage} aria-busy={url === undefined && text === undefined}>
      {url === undefined && text === undefined && <Spin />}
      {url !== undefined && kind === 'image' && <img src={url} alt={name} />}
      {/* The blob's type is set by us, so this can only be a PDF; browsers isolate those from the page. */}
      {url !== undefined && kind === 'pdf' && <iframe src={url} title={name} referrerPolicy="no-referrer" />}
      {text !== undefined && (
        <div className="text" tabIndex={0} dir="auto">
          <LongText text={text} literal />
        </div>
      )}
    </div>
  );
}

function NoViewer() {
  const t = useT();
  return (
    <div className={useStage()}>
      <Result
        status="info"
        title={t('This file cannot be shown')}
        subTitle={
          <SecondaryText>{t('This browser cannot show PDF files. Download it to open it.')}</SecondaryText>
        }
      />
    </div>
  );
}

/** Returns the class of the surface on which a file is shown. */
function useStage(): string {
  const { token } = theme.useToken();
  return css`
    display: flex;
    align-items: center;
    justify-content: center;
    height: calc(100dvh - 220px);
    min-height: 160px;
    overflow: auto;
    border-radius: ${token.borderRadius}px;
    background: ${token.colorFillQuaternary};
    & img {
      max-width: 100%;
      max-height: 100%;
      object-fit: contain;
    }
    & iframe {
      width: 100%;
      height: 100%;
      border: 0;
    }
    & .text {
      align-self: stretch;
      width: 100%;
      padding: ${token.padding}px;
      overflow: auto;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      font-family: ${token.fontFamilyCode};
    }
    & .slice {
      content-visibility: auto;
    }
  `;
}
