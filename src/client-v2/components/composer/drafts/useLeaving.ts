import { App } from 'antd';
import { useCallback } from 'react';
import { useT } from '../../../locale';
import type { ComposerInit } from '../composer-init';
import { followClosed } from '../composer-store';
import { isEmpty } from '../draft';
import { newKey } from '../new-key';
import { isStorable, type useComposer } from '../useComposer';
import type { Autosave } from './autosave';

/**
 * Closes or discards what is in a composer. A draft is stored or discarded after the composer has closed. An edited
 * send is kept only while it's open, so the writer is asked first.
 */
export function useLeaving(
  composer: Pick<ReturnType<typeof useComposer>, 'draft' | 'changed' | 'uploads'>,
  init: ComposerInit,
  autosave: Autosave,
  onClose: () => void,
  isSending: boolean,
): { close(): void; discard(): void } {
  const { draft, changed, uploads } = composer;
  const { modal } = App.useApp();
  const t = useT();
  const leave = useCallback(
    (how: 'close' | 'discard') => {
      if (draft && (changed || autosave.isBegun)) {
        const wasNothing = autosave.isBegun && (init.draft ? isEmpty(draft) : !changed);
        followClosed({ key: newKey(), how: wasNothing ? 'discard' : how, init, draft, autosave });
      }
      onClose();
    },
    [autosave, changed, draft, init, onClose],
  );
  const close = useCallback(() => {
    // Its answer closes the window, or explains what is wrong.
    if (isSending) return;
    const isStored = draft !== null && isStorable(init, draft);
    if (changed && !isStored) {
      modal.confirm({
        title: t('Discard this mail?'),
        content: t('What you wrote has not been sent and will be lost.'),
        okText: t('Discard'),
        okButtonProps: { danger: true },
        cancelText: t('Keep writing'),
        autoFocusButton: 'cancel',
        onOk: () => {
          autosave.finish();
          onClose();
        },
      });
    } else if (uploads.pending.length > 0) {
      modal.confirm({
        title: t('Close without these files?'),
        content: t('They are not uploaded yet: {{files}}', {
          files: uploads.pending.map(({ file }) => file.name).join(', '),
        }),
        okText: t('Close'),
        cancelText: t('Keep writing'),
        autoFocusButton: 'cancel',
        onOk: () => leave('close'),
      });
    } else leave('close');
  }, [autosave, changed, draft, init, isSending, leave, modal, onClose, t, uploads.pending]);
  const isStored = draft !== null && isStorable(init, draft);
  return { close, discard: isStored && !isSending ? () => leave('discard') : close };
}
