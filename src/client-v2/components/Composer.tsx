import { css } from '@emotion/css';
import { Alert, Button, Result, Skeleton, theme } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { OperationView } from '../../common';
import { useErrorText, useT } from '../locale';
import { ComposerFields } from './ComposerFields';
import { ComposerFiles } from './ComposerFiles';
import { ComposerFooter } from './ComposerFooter';
import type { ComposerInit } from './composer-init';
import { ComposerTitle, type WindowControls } from './ComposerTitle';
import type { Draft } from './draft';
import { OriginalQuote } from './OriginalQuote';
import { useComposer } from './useComposer';
import { useFileDrop } from './useFileDrop';
import { useLeaveGuard } from './useLeaveGuard';
import { useSend } from './useSend';

const RichEditor = lazy(() => import('./RichEditor'));

export interface ComposerProps {
  initial: ComposerInit;
  onClose(): void;
  /** The mail is on its way: stored, and sent by the next turn. Its outcome is told by the composer host. */
  onSent?(operation: OperationView): void;
  /** What was typed before, where a window is restored. */
  restored?: Draft;
  /** Called with each change, and with null when there is nothing worth keeping. */
  onDraft?(draft: Draft | null): void;
  controls?: WindowControls;
}

/** Writes one mail. Whatever goes wrong, what was typed stays. */
export function Composer({ initial, restored, onClose, onSent, onDraft, controls }: ComposerProps) {
  const { token } = theme.useToken();
  const t = useT();
  const errorText = useErrorText();
  const composer = useComposer(initial, restored);
  const { accounts, senders, sender, draft, change, original, uploads, changed } = composer;
  const sending = useSend(composer, initial, onSent, onClose);
  const close = useLeaveGuard(changed, onClose);
  const drop = useFileDrop(uploads.add);
  // The editor is made with the text of the first draft; after that it tells, and is not told.
  const [startHtml, setStartHtml] = useState<string | null>(null);
  if (draft && startHtml === null) setStartHtml(draft.html);

  useEffect(() => {
    if (draft) onDraft?.(changed ? draft : null);
  }, [draft, changed, onDraft]);
  const onHtml = useCallback((html: string) => change({ html }), [change]);

  const title = <ComposerTitle draft={draft} source={original?.kind} controls={controls} onClose={close} />;
  const shell = css`
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    color: ${token.colorText};
    background: ${token.colorBgElevated};
  `;
  if (composer.error || !draft || !accounts) {
    return (
      <section className={shell} aria-label={t('New mail')}>
        {title}
        {composer.error ? (
          <Result
            status="warning"
            title={t('The composer could not be opened')}
            subTitle={errorText(composer.error)}
            extra={<Button onClick={composer.retry}>{t('Try again')}</Button>}
          />
        ) : (
          <Skeleton active style={{ padding: token.padding }} />
        )}
      </section>
    );
  }
  if (!accounts.length) {
    return (
      <section className={shell} aria-label={t('New mail')}>
        {title}
        <Result
          status="info"
          title={t('No mailbox is connected')}
          subTitle={t('Connect a mailbox first; then you can write from it.')}
        />
      </section>
    );
  }
  const filesUnknown = original?.kind === 'forward' && !original.body;
  return (
    <section
      className={shell}
      aria-label={draft.subject || t('New mail')}
      data-testid="mail-composer"
      {...drop.handlers}
    >
      {title}
      <div style={{ flex: 1, minHeight: 0, overflowY: 'auto', display: 'flex', flexDirection: 'column' }}>
        <ComposerFields
          draft={draft}
          accounts={accounts}
          senders={senders}
          sender={sender}
          change={change}
          focusRecipients={!restored && !draft.to.length}
          onSubmit={() => void sending.submit()}
        />
        {sending.problem && (
          <Alert
            banner
            showIcon
            type="error"
            message={sending.problem}
            closable
            onClose={sending.clear}
            role="alert"
          />
        )}
        {filesUnknown && original.error !== undefined && (
          <Alert
            banner
            showIcon
            type="warning"
            message={t('The attachments of the original could not be loaded: {{reason}}', {
              reason: errorText(original.error),
            })}
            action={
              <Button size="small" onClick={original.retry}>
                {t('Try again')}
              </Button>
            }
          />
        )}
        <Suspense
          fallback={
            <Skeleton active title={false} paragraph={{ rows: 4 }} style={{ padding: token.padding }} />
          }
        >
          <RichEditor
            initialHtml={startHtml ?? ''}
            signature={sender}
            label={t('Text of the mail')}
            placeholder={t('Write your mail…')}
            autoFocus={restored ? 'end' : draft.to.length > 0 && 'start'}
            onChange={onHtml}
            onSubmit={() => void sending.submit()}
            onFiles={uploads.add}
          >
            {original && (
              <OriginalQuote
                original={original}
                quote={draft.quote}
                onChange={(quote) => change({ quote })}
              />
            )}
          </RichEditor>
        </Suspense>
      </div>
      <ComposerFiles
        draft={draft}
        uploads={uploads}
        onRemoveUpload={composer.removeUpload}
        onRemoveAttachment={(id) =>
          change({ attachments: draft.attachments.filter((file) => file.id !== id) })
        }
      />
      <ComposerFooter
        sending={sending.sending}
        onSend={() => void sending.submit()}
        onFiles={uploads.add}
        onDiscard={close}
      />
      {drop.over && <div className={drop.overlayClass}>{t('Drop files to attach them')}</div>}
    </section>
  );
}
