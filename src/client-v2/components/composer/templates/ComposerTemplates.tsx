import { SnippetsOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useEffect, useRef, useState } from 'react';
import {
  LONGEST_TEMPLATE_SUBJECT,
  LONGEST_TEMPLATE_TITLE,
  type RecordRef,
  type RenderedTemplate,
} from '../../../../common';
import { useMailApi } from '../../../api';
import { useT } from '../../../locale';
import { NoDrop } from '../../shared/NoDrop';
import { useLanguage } from '../../shared/useLanguage';
import { sentUploads, type Draft } from '../draft';
import { withoutSignature } from '../signature-html';
import type { ComposerText } from '../editor/composer-text';
import type { DraftHead } from '../useDraftHead';
import { embedPictures } from './embed-pictures';
import { NEW_TEMPLATE, type EditedTemplate } from './template-input';
import { TemplatePicker } from './TemplatePicker';
import { TemplatesDialog } from './TemplatesDialog';
import type { ReadTemplate } from './useRendered';

interface Props {
  draft: DraftHead;
  /** Whether there is nothing that could become a template. */
  isBlank: boolean;
  change(part: Partial<Draft>): void;
  /** The editor; null until it's loaded. */
  text: ComposerText | null;
  /** The record that the message is written about. */
  record?: RecordRef;
  /** Whether to choose a template as soon as the editor is there. */
  startOpen?: boolean;
}

/** How long the names of what has to be filled in are shown. */
const SECONDS = 8;

/** The composer's button for templates, and what it opens. */
export function ComposerTemplates({ draft, isBlank, change, text, record, startOpen = false }: Props) {
  const t = useT();
  const api = useMailApi();
  const language = useLanguage();
  const { message } = App.useApp();
  const [open, setOpen] = useState<'picker' | 'manage' | EditedTemplate | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isReady = text !== null;
  useEffect(() => {
    if (startOpen && isReady) setOpen('picker');
  }, [startOpen, isReady]);
  useEffect(() => {
    const composer = button.current?.closest('section');
    const listen = (event: KeyboardEvent) => {
      if (event.key !== ';' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      if (isReady) setOpen('picker');
    };
    composer?.addEventListener('keydown', listen);
    return () => composer?.removeEventListener('keydown', listen);
  }, [isReady]);

  // Files may have been added while the template was loaded.
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const insert = (rendered: RenderedTemplate, withSubject: boolean) => {
    const { subject, html, files, missing } = rendered;
    const { subject: before, uploads } = latest.current;
    if (html) text?.insertHtml(html);
    change({
      ...(subject && (withSubject || before.trim() === '') ? { subject } : {}),
      ...(files.length > 0 ? { uploads: [...uploads, ...files] } : {}),
    });
    setOpen(null);
    if (missing.length > 0) {
      const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(missing);
      message.warning(t('Without a value, to be filled in by hand: {{names}}', { names }), SECONDS);
    }
  };
  const saveAs = async () => {
    const written = text?.html() ?? '';
    const uploads = sentUploads({ ...draft, html: written });
    const html = await embedPictures(withoutSignature(written), uploads, (id) => api.uploadedPicture(id));
    const files = uploads.filter(({ contentId }) => !contentId);
    const { subject } = draft;
    const title = subject.slice(0, LONGEST_TEMPLATE_TITLE);
    setOpen({ ...NEW_TEMPLATE, title, subject: subject.slice(0, LONGEST_TEMPLATE_SUBJECT), html, files });
  };
  const read: ReadTemplate = (id, withFiles) =>
    api.renderTemplate({ id, record, recipients: draft.to, ...(withFiles ? { withFiles } : {}) });
  return (
    <>
      <Tooltip title={t('Templates (Ctrl+;)')}>
        <Button
          ref={button}
          type="text"
          icon={<SnippetsOutlined />}
          aria-label={t('Templates')}
          disabled={!isReady}
          onClick={() => setOpen('picker')}
          data-testid="mail-templates-button"
        />
      </Tooltip>
      {/* What is dropped into a dialog isn't meant for the message behind it. */}
      <NoDrop>
        <TemplatePicker
          open={open === 'picker'}
          read={read}
          subject={draft.subject}
          onSaveAs={isBlank ? null : () => void saveAs()}
          onManage={() => setOpen('manage')}
          onInsert={insert}
          onClose={() => setOpen(null)}
          // The next key belongs to the text, wherever the focus was before.
          afterClose={() => open === null && text?.focus()}
        />
        {open === 'manage' && <TemplatesDialog onClose={() => setOpen('picker')} />}
        {open !== null && typeof open === 'object' && (
          <TemplatesDialog initial={open} onClose={() => setOpen(null)} />
        )}
      </NoDrop>
    </>
  );
}
