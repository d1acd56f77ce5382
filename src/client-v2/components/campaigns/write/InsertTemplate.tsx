import { SnippetsOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { RenderedTemplate } from '../../../../common';
import { useMailApi } from '../../../api';
import { useT } from '../../../locale';
import type { ComposerText } from '../../composer/editor/composer-text';
import { TemplatePicker } from '../../composer/templates/TemplatePicker';
import { TemplatesDialog } from '../../composer/templates/TemplatesDialog';
import type { ReadTemplate } from '../../composer/templates/useRendered';
import type { Writing } from './useWriting';

interface Props {
  /** The editor; null until it's loaded. */
  text: ComposerText | null;
  writing: Writing;
}

/** A button that inserts a template as it was written: its variables are filled in for each recipient. */
export function InsertTemplate({ text, writing: { written, edit } }: Props) {
  const t = useT();
  const api = useMailApi();
  const [open, setOpen] = useState<'picker' | 'manage' | null>(null);
  const read: ReadTemplate = async (id, withFiles) => {
    const { subject, html, files } = await api.template(id);
    const isCopied = withFiles && files.length > 0;
    const copies = isCopied ? (await api.renderTemplate({ id, withFiles })).files : files;
    return { subject, html, files: copies, missing: [] };
  };
  const insert = ({ subject, html, files }: RenderedTemplate, withSubject: boolean) => {
    if (html) text?.insertHtml(html);
    edit((old) => ({
      ...(subject && (withSubject || old.subject.trim() === '') ? { subject } : {}),
      ...(files.length > 0 ? { files: [...old.files, ...files] } : {}),
    }));
    setOpen(null);
  };
  return (
    <>
      <Button
        icon={<SnippetsOutlined />}
        disabled={!text}
        onClick={() => setOpen('picker')}
        data-testid="mail-bulk-template"
      >
        {t('Insert template')}
      </Button>
      <TemplatePicker
        open={open === 'picker'}
        read={read}
        subject={written.subject}
        onSaveAs={null}
        onManage={() => setOpen('manage')}
        onInsert={insert}
        onClose={() => setOpen(null)}
        // The next key belongs to the text, wherever the focus was before.
        afterClose={() => open === null && text?.focus()}
      />
      {open === 'manage' && <TemplatesDialog onClose={() => setOpen('picker')} />}
    </>
  );
}
