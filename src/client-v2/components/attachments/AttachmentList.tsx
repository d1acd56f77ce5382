import { DownloadOutlined } from '@ant-design/icons';
import { css } from '@emotion/css';
import { Button, Flex, theme } from 'antd';
import { memo, useCallback, useMemo, useState } from 'react';
import type { AttachmentView, Id } from '../../../common';
import { useMailApi } from '../../api';
import { useT } from '../../locale';
import { LinkStyleButton } from '../shared/LinkStyleButton';
import { SecondaryText } from '../shared/SecondaryText';
import { useGrowing } from '../shared/useGrowing';
import { useLanguage } from '../shared/useLanguage';
import { useReturnedFocus } from '../shared/useReturnedFocus';
import { AttachmentCard } from './AttachmentCard';
import { AttachmentPreview } from './AttachmentPreview';
import { formatSize } from './format-size';
import { opensAsMessage } from './opens-as-message';
import { previewKind } from './preview-kind';
import { useDownload } from './useDownload';
import { useRiskQuestion } from './useRiskQuestion';

/** Attachments shown at first. The rest open on request, so that they don't push the text down. */
const FEW = 6;
/**
 * Cards per group. The browser lays out only the groups in view, as thousands of cards at once would freeze
 * the page. The size is a multiple of every column count up to six, so no gap shows between groups.
 */
const GROUP = 60;
/** Cards rendered per step. */
const STEP = 12;

export interface AttachmentListProps {
  /** null for files of an enclosed message, which are saved one by one. */
  messageId: Id | null;
  attachments: AttachmentView[];
  /** Whether the text shows its inline pictures; they aren't listed again. */
  inText: boolean;
  /** Called to read a file that is itself a message. */
  onOpenMessage(file: AttachmentView): void;
}

/** A message's files. */
export function AttachmentList({ messageId, attachments, inText, onOpenMessage }: AttachmentListProps) {
  const { token } = theme.useToken();
  const t = useT();
  const language = useLanguage();
  const files = useMemo(() => attachments.filter((file) => !(inText && file.inline)), [attachments, inText]);
  const groups = useMemo(
    () =>
      Array.from({ length: Math.ceil(files.length / GROUP) }, (_, index) =>
        files.slice(index * GROUP, (index + 1) * GROUP),
      ),
    [files],
  );
  const previews = useMemo(() => files.filter((file) => previewKind(file) !== null), [files]);
  const [looked, setLooked] = useState<number | null>(null);
  useReturnedFocus(looked !== null);
  const onPreview = useCallback(
    (file: AttachmentView) => {
      if (opensAsMessage(file)) onOpenMessage(file);
      else setLooked(previews.findIndex(({ id }) => id === file.id));
    },
    [previews, onOpenMessage],
  );
  const [all, setAll] = useState(files.length <= FEW + 1);
  const growing = useGrowing(files.length, STEP, all);
  const shown = all ? growing : FEW;
  if (!files.length) return null;
  const list = css`
    & > div {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
      gap: ${token.marginXS}px;
    }
    & > div.many {
      content-visibility: auto;
      contain-intrinsic-block-size: auto 1200px;
    }
    & > div + div {
      margin-top: ${token.marginXS}px;
    }
    & [role='listitem'] {
      min-width: 0;
    }
  `;
  const total = files.reduce((sum, file) => sum + Number(file.size), 0);
  return (
    <Flex vertical gap={token.marginXS} component="section" aria-label={t('Attachments')}>
      <Flex gap={token.marginSM} align="center" wrap>
        <SecondaryText>
          {t('{{count}} attachments', { count: files.length })} · {formatSize(total, language)}
        </SecondaryText>
        {messageId !== null && files.length > 1 && (
          <DownloadAll messageId={messageId} files={files} size={total} />
        )}
      </Flex>
      <div role="list" className={list}>
        {groups.slice(0, Math.ceil(shown / GROUP)).map((group, index) => (
          <Group
            key={group[0]?.id}
            files={group}
            shown={Math.min(shown - index * GROUP, GROUP)}
            onPreview={onPreview}
          />
        ))}
      </div>
      {!all && (
        <Button size="small" style={{ alignSelf: 'start' }} onClick={() => setAll(true)}>
          {t('+{{count}} more', { count: files.length - FEW })}
        </Button>
      )}
      {looked !== null && (
        <AttachmentPreview
          files={previews}
          index={looked}
          onShow={setLooked}
          onClose={() => setLooked(null)}
        />
      )}
    </Flex>
  );
}

function DownloadAll({ messageId, files, size }: { messageId: Id; files: AttachmentView[]; size: number }) {
  const t = useT();
  const api = useMailApi();
  const { progress, start, stop } = useDownload(size, (options) =>
    api.downloadAll(messageId, `${t('Attachments')}.zip`, options),
  );
  const ask = useRiskQuestion();
  const save = async () => {
    if (await ask(files.map(({ filename }) => filename))) start();
  };
  return progress === null ? (
    <LinkStyleButton size="small" icon={<DownloadOutlined aria-hidden />} onClick={() => void save()}>
      {t('Download all')}
    </LinkStyleButton>
  ) : (
    <LinkStyleButton size="small" loading onClick={stop}>
      {t('Cancel')} ({Math.round(progress * 100)} %)
    </LinkStyleButton>
  );
}

interface GroupProps {
  files: AttachmentView[];
  shown: number;
  onPreview(file: AttachmentView): void;
}

const Group = memo(function Group({ files, shown, onPreview }: GroupProps) {
  return (
    <div className={files.length === GROUP ? 'many' : undefined}>
      {files.slice(0, shown).map((file) => (
        <div key={file.id} role="listitem">
          <AttachmentCard file={file} onPreview={onPreview} />
        </div>
      ))}
    </div>
  );
});
