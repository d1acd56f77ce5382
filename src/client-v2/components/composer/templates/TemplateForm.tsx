import { Alert, AutoComplete, Button, Flex, Form, Input, theme } from 'antd';
import { useState } from 'react';
import {
  LONGEST_TEMPLATE_FOLDER,
  LONGEST_TEMPLATE_SUBJECT,
  LONGEST_TEMPLATE_TITLE,
  type TemplateView,
  type UploadView,
} from '../../../../common';
import { useT } from '../../../locale';
import { SecondaryText } from '../../shared/SecondaryText';
import { MAX_ATTACHMENT_SIZE } from '../draft';
import { FilesField } from '../FilesField';
import { useUploads } from '../useUploads';
import { EditorBox } from '../editor/EditorBox';
import { RolesSelect } from './RolesSelect';
import { LanguageSelect } from './LanguageSelect';
import type { EditedTemplate } from './template-input';
import { useSaveTemplate } from './useSaveTemplate';
import { VariableInput } from './VariableInput';

interface Props {
  template: EditedTemplate;
  /** Names of folders that exist already. */
  folders: readonly string[];
  /** Whether the user may share templates. */
  canShare: boolean;
  onChanged(): void;
  onCancel(): void;
  onSaved(template: TemplateView): void;
}

interface Values {
  /** Undefined once it's cleared. */
  folder?: string;
  title: string;
  subject: string;
  language: string;
  roles: string[];
}

/** Edits a template: title, folder, subject, text, files, and with whom it's shared. */
export function TemplateForm({ template, folders, canShare, onChanged, onCancel, onSaved }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  const [form] = Form.useForm<Values>();
  const [html, setHtml] = useState(template.html);
  const [files, setFiles] = useState<UploadView[]>(template.files);
  const { saving, problem, report, save } = useSaveTemplate(template);
  const uploads = useUploads((upload) => setFiles((old) => [...old, upload]));

  const finish = async ({ roles, ...values }: Values) => {
    if (uploads.pending.length > 0) {
      report(t('Wait until all files are uploaded, or remove those that failed.'));
      return;
    }
    const input = { ...values, title: values.title.trim(), folder: (values.folder ?? '').trim(), html };
    const stored = await save(input, files, canShare ? roles : null);
    if (stored) onSaved(stored);
  };
  const attach = (added: File[]) => {
    uploads.add(added);
    onChanged();
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={template}
      onValuesChange={onChanged}
      onFinish={(values) => void finish(values)}
      data-testid="mail-template-form"
    >
      <Flex gap={token.margin} wrap>
        <Form.Item
          name="title"
          label={t('Title')}
          rules={[{ required: true, whitespace: true, message: t('Enter a title.') }]}
          validateTrigger="onSubmit"
          style={{ flex: '2 1 220px' }}
        >
          <Input autoFocus maxLength={LONGEST_TEMPLATE_TITLE} dir="auto" data-testid="mail-template-title" />
        </Form.Item>
        <Form.Item name="folder" label={t('Folder')} style={{ flex: '1 1 160px' }}>
          <AutoComplete
            options={folders.map((value) => ({ value }))}
            filterOption={(typed, option) =>
              String(option?.value).toLowerCase().includes(typed.toLowerCase())
            }
            maxLength={LONGEST_TEMPLATE_FOLDER}
            allowClear
          />
        </Form.Item>
        <Form.Item
          name="language"
          label={t('Language of dates and numbers')}
          style={{ flex: '1 1 180px', minWidth: 0 }}
        >
          <LanguageSelect />
        </Form.Item>
      </Flex>
      <Form.Item name="subject" label={t('Subject')} htmlFor="mail-template-subject">
        <VariableInput
          id="mail-template-subject"
          maxLength={LONGEST_TEMPLATE_SUBJECT}
          buttonLabel={t('Insert variable into the subject')}
          testId="mail-template-subject"
        />
      </Form.Item>
      <Form.Item
        label={t('Text')}
        extra={
          <SecondaryText>
            {t('Variables are filled in when the template is inserted. The signature stays as it is.')}
          </SecondaryText>
        }
      >
        <EditorBox
          variables="all"
          initialHtml={template.html}
          label={t('Text of the template')}
          placeholder={t('Write your template…')}
          onChange={(changed) => {
            setHtml(changed);
            onChanged();
          }}
          onSubmit={() => form.submit()}
          onFiles={attach}
        />
      </Form.Item>
      <div style={{ marginBottom: token.marginLG }}>
        <FilesField
          files={files}
          uploads={uploads}
          limit={MAX_ATTACHMENT_SIZE}
          onAttach={attach}
          onRemove={(id) => {
            setFiles((old) => old.filter((file) => file.id !== id));
            onChanged();
          }}
        />
      </div>
      {canShare && (
        <Form.Item
          name="roles"
          label={t('Share with roles')}
          extra={
            <SecondaryText>
              {t('Everyone with one of these roles can use the template. Only you can change it.')}
            </SecondaryText>
          }
        >
          <RolesSelect />
        </Form.Item>
      )}
      {problem && (
        <Alert showIcon type="error" role="alert" message={problem} style={{ marginBottom: token.margin }} />
      )}
      <Flex justify="end" gap={token.marginXS}>
        <Button onClick={onCancel}>{t('Cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={saving && { delay: 200 }}
          data-testid="mail-template-save"
        >
          {t('Save')}
        </Button>
      </Flex>
    </Form>
  );
}
