import { css } from '@emotion/css';
import { Alert, Button, Result, Skeleton, theme } from 'antd';
import { lazy, memo, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { DraftView, Id, OperationView } from '../../../common';
import { useErrorText, useT } from '../../locale';
import { SecondaryText } from '../shared/SecondaryText';
import { useStable } from '../shared/useStable';
import { ComposerFields } from './ComposerFields';
import { ComposerFiles } from './ComposerFiles';
import { ComposerFooter } from './ComposerFooter';
import type { ComposerInit } from './composer-init';
import { ComposerTitle, type WindowControls } from './ComposerTitle';
import type { RestoredDraft } from './composer-store';
import { isEmpty, type Draft } from './draft';
import { DraftBanner } from './drafts/DraftBanner';
import { DraftNotes } from './drafts/DraftNotes';
import { lostFormatting } from './drafts/lost-formatting';
import { SaveLine } from './drafts/SaveLine';
import { useAutosave } from './drafts/useAutosave';
import { useLeaving } from './drafts/useLeaving';
import type { ComposerText } from './editor/composer-text';
import { newKey } from './new-key';
import { OptionsMenu } from './options/OptionsMenu';
import { OptionTags } from './options/OptionTags';
import { OwnAddressOffer } from './OwnAddressOffer';
import { OriginalQuote } from './quote/OriginalQuote';
import { useEditQuote } from './quote/useEditQuote';
import { ComposerTemplates } from './templates/ComposerTemplates';
import { useAttach } from './useAttach';
import { useComposer } from './useComposer';
import { useDraftHead } from './useDraftHead';
import { useFileDrop } from './useFileDrop';
import { useSend } from './useSend';

// Typing renders only what shows the text.
const RichEditor = memo(lazy(() => import('./editor/RichEditor')));
const Title = memo(ComposerTitle);
const Fields = memo(ComposerFields);
const Options = memo(OptionsMenu);
const Templates = memo(ComposerTemplates);

export interface ComposerProps {
  initial: ComposerInit;
  onClose(): void;
  /**
   * Called once the message is stored for sending; the next round sends it. The composer host reports the
   * outcome.
   */
  onSent?(operation: OperationView): void;
  /** What was typed earlier, if this window is being restored. */
  restored?: RestoredDraft;
  /** Called when this composer gets another draft, or its draft changes. `id` is the stored draft's. */
  onDraft?(draft: { key: string; id?: Id; isWorthKeeping: boolean }): void;
  /** Called when the writer prefers another version of this draft. */
  onReplace?(draft: DraftView): void;
  controls?: WindowControls;
}

/** Writes one message. Whatever goes wrong, what was typed is kept. */
export function Composer(props: ComposerProps) {
  const { initial, restored, onClose, onSent, onDraft, onReplace, controls } = props;
  const { token } = theme.useToken();
  const t = useT();
  const errorText = useErrorText();
  const composer = useComposer(initial, restored);
  const { accounts, senders, sender, draft, change, original, uploads, changed } = composer;
  const { autosave, view } = useAutosave(composer, initial, restored);
  const sending = useSend(composer, initial, autosave, onSent, onClose);
  const { close, discard } = useLeaving(composer, initial, autosave, onClose, sending.underWay);
  const { attach, pictures } = useAttach(composer, sending.report);
  const drop = useFileDrop(attach);
  const { files } = initial;
  const isReady = draft !== null;
  useEffect(() => {
    // What was typed before already has them.
    if (isReady && files && !initial.draft && !restored) attach(files);
  }, [attach, files, initial.draft, isReady, restored]);
  const [lost, setLost] = useState<readonly string[]>([]);
  const [editor, setEditor] = useState<ComposerText | null>(null);
  const editQuote = useEditQuote(original, editor, draft?.plainText ? undefined : pictures, () =>
    change({ quote: false }),
  );
  // The editor is created with the first draft's text. After that it only reports changes.
  const [startHtml, setStartHtml] = useState<string | null>(null);
  if (draft && startHtml === null) setStartHtml(draft.html);

  const head = useDraftHead(draft);
  const submit = useStable((at?: Date) => void sending.submit(at));
  const submitNow = useStable(() => void sending.submit());
  const onCloseClick = useStable(close);
  const quote = draft?.quote ?? false;
  const quoted = useMemo(
    () =>
      original && (
        <OriginalQuote
          original={original}
          quote={quote}
          editing={editQuote}
          onChange={(wanted) => change({ quote: wanted })}
        />
      ),
    [original, quote, editQuote, change],
  );

  const { key } = draft ?? {};
  const isWorthKeeping = changed || view.id !== undefined;
  useEffect(() => {
    if (key !== undefined) onDraft?.({ key, id: view.id, isWorthKeeping });
  }, [key, view.id, isWorthKeeping, onDraft]);
  const onHtml = useCallback((html: string) => change({ html }), [change]);
  const onRemind = useCallback((remind: Draft['remind']) => change({ remind }), [change]);
  const onPlain = useCallback((plainText: boolean) => change({ plainText }), [change]);
  const { copy, draft: stored } = initial;
  const imported = restored ? undefined : stored?.imported ? stored : copy;
  const onReady = useCallback(
    (html: string) => {
      if (imported) setLost(lostFormatting(imported.draft.html, html));
    },
    [imported],
  );

  const title = <Title draft={head} source={original?.kind} controls={controls} onClose={onCloseClick} />;
  const shell = css`
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    color: ${token.colorText};
    background: ${token.colorBgElevated};
  `;
  if (composer.error || !draft || !head || !accounts) {
    return (
      <section className={shell} aria-label={t('New mail')}>
        {title}
        {composer.error ? (
          <Result
            status="warning"
            title={t('The composer could not be opened')}
            subTitle={<SecondaryText>{errorText(composer.error)}</SecondaryText>}
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
          subTitle={
            <SecondaryText>{t('Connect a mailbox first; then you can write from it.')}</SecondaryText>
          }
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
        <Fields
          draft={head}
          accounts={accounts}
          senders={senders}
          sender={sender}
          change={change}
          focusRecipients={!restored && !draft.to.length}
          compact={controls?.inline === true && initial.source?.kind !== 'forward'}
          onSubmit={submitNow}
        />
        <DraftBanner
          state={view.state}
          onKeep={() => autosave.keepMine()}
          onUse={(other) => {
            autosave.finish();
            onReplace?.(other);
          }}
          onSeparate={() => change({ key: newKey() })}
          onClose={() => {
            autosave.finish();
            onClose();
          }}
        />
        <DraftNotes lost={lost} lostOfOriginal={editQuote.lost} originalGone={composer.originalGone} />
        <OwnAddressOffer addresses={composer.aliases} onOwn={composer.adopt} />
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
            autoFocus={restored ? 'end' : draft.to.length > 0 && (initial.draft ? 'end' : 'start')}
            plain={draft.plainText}
            onPlain={onPlain}
            onReady={onReady}
            onEditor={setEditor}
            onChange={onHtml}
            onSubmit={submitNow}
            onFiles={attach}
            pictures={pictures}
          >
            {quoted}
          </RichEditor>
        </Suspense>
      </div>
      <OptionTags options={draft} onChange={change} />
      <ComposerFiles
        draft={draft}
        uploads={uploads}
        limit={composer.limit}
        onRemoveUpload={composer.removeUpload}
        onRemoveAttachment={(id) =>
          change({ attachments: draft.attachments.filter((file) => file.id !== id) })
        }
      />
      <ComposerFooter
        sending={sending.sending}
        later={!initial.operation}
        onSend={submit}
        remind={draft.remind}
        onRemind={onRemind}
        record={initial.record}
        onFiles={attach}
        onDiscard={discard}
        options={<Options options={head} onChange={change} />}
      >
        <Templates
          draft={head}
          isBlank={isEmpty({ ...draft, to: [], cc: [], bcc: [] })}
          change={change}
          text={editor}
          record={initial.record}
          startOpen={initial.withTemplates && !initial.draft && !restored}
        />
        <SaveLine view={view} />
      </ComposerFooter>
      {drop.over && <div className={drop.overlayClass}>{t('Drop files to attach them')}</div>}
    </section>
  );
}
