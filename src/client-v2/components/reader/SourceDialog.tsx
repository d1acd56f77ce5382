import { CopyOutlined, DownloadOutlined, InfoCircleFilled } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Alert, Button, Flex, Modal, Result, Segmented, Spin, theme } from 'antd';
import { useEffect, useState } from 'react';
import { SHOWN_SOURCE, type MessageView } from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { useCopy } from '../../useCopy';
import { SecondaryText } from '../shared/SecondaryText';
import { LongText } from './LongText';

interface Props {
  message: MessageView;
  onSave(): void;
  onClose(): void;
}

type Part = 'header' | 'whole';

/** A message's source: its header, or all of it. */
export function SourceDialog({ message, onSave, onClose }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const errorText = useErrorText();
  const copy = useCopy();
  const { source, error } = useSource(message);
  const [part, setPart] = useState<Part>('header');
  const text = source === undefined ? undefined : part === 'header' ? headerOf(source) : source;
  const stage = css`
    height: calc(100dvh - 300px);
    min-height: 160px;
    padding: ${token.paddingSM}px;
    overflow: auto;
    border-radius: ${token.borderRadius}px;
    background: ${token.colorFillQuaternary};
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font-family: ${token.fontFamilyCode};
    font-size: ${token.fontSizeSM}px;
    & .slice {
      content-visibility: auto;
    }
  `;
  return (
    <Modal
      open
      centered
      width="min(1000px, 96vw)"
      title={t('Source of the message')}
      onCancel={onClose}
      footer={
        <Flex justify="end" gap="small" wrap>
          <Button
            icon={<CopyOutlined aria-hidden />}
            disabled={text === undefined}
            onClick={() => void copy(text ?? '')}
          >
            {t('Copy')}
          </Button>
          <Button icon={<DownloadOutlined aria-hidden />} onClick={onSave}>
            {t('Save as .eml file')}
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap="small">
        <Segmented<Part>
          style={{ alignSelf: 'start' }}
          value={part}
          onChange={setPart}
          options={[
            { value: 'header', label: t('Header') },
            { value: 'whole', label: t('Whole source') },
          ]}
        />
        {part === 'whole' && source !== undefined && message.size > SHOWN_SOURCE && (
          <Alert
            type="info"
            showIcon
            icon={<InfoCircleFilled aria-hidden />}
            message={t('Only the beginning is shown. Save the message as a file to see all of it.')}
          />
        )}
        {error !== undefined ? (
          <Result
            status="warning"
            title={t('The source cannot be shown')}
            subTitle={<SecondaryText>{errorText(error)}</SecondaryText>}
          />
        ) : (
          <div
            className={stage}
            aria-busy={text === undefined}
            tabIndex={0}
            dir="ltr"
            data-testid="mail-source"
          >
            {text === undefined ? <Spin /> : <LongText key={part} text={text} literal />}
          </div>
        )}
      </Flex>
    </Modal>
  );
}

/** The header ends with the first empty line (RFC 5322 §2.1). */
function headerOf(source: string): string {
  const end = source.indexOf('\n\n');
  return end < 0 ? source : source.slice(0, end + 1);
}

function useSource({ id }: MessageView): { source?: string; error?: unknown } {
  const api = useMailApi();
  const [state, setState] = useState<{ source?: string; error?: unknown }>({});
  useEffect(() => {
    const stop = new AbortController();
    setState({});
    const read = async () => {
      const text = await (await api.source(id, stop.signal)).text();
      return { source: text.replaceAll('\r\n', '\n') };
    };
    const put = (found: { source?: string; error?: unknown }) => stop.signal.aborted || setState(found);
    read().then(put, (error: unknown) => put({ error }));
    return () => stop.abort();
  }, [api, id]);
  return state;
}
