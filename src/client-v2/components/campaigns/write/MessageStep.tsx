import { Checkbox, Flex, Form, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { LONGEST_TEMPLATE_SUBJECT, type CampaignView } from '../../../../common';
import { useT } from '../../../locale';
import type { ComposerText } from '../../composer/editor/composer-text';
import { EditorBox } from '../../composer/editor/EditorBox';
import { FilesField } from '../../composer/FilesField';
import { MAX_ATTACHMENT_SIZE } from '../../composer/draft';
import { chooseSender } from '../../composer/senders';
import { SenderSelect } from '../../composer/SenderSelect';
import { LanguageSelect } from '../../composer/templates/LanguageSelect';
import { VariableInput } from '../../composer/templates/VariableInput';
import type { Uploads } from '../../composer/useUploads';
import { RetryAlert } from '../../shared/RetryAlert';
import { SecondaryText } from '../../shared/SecondaryText';
import { useSenders } from '../useSenders';
import { InsertTemplate } from './InsertTemplate';
import type { Writing } from './useWriting';

interface Props {
  campaign: CampaignView;
  writing: Writing;
  uploads: Uploads;
}

/** What a bulk email says, and whom it's from. */
export function MessageStep({ campaign, writing, uploads }: Props) {
  const t = useT();
  const id = useId();
  const { written, edit } = writing;
  const { loaded, failure, reload } = useSenders();
  const [text, setText] = useState<ComposerText | null>(null);
  if (failure !== undefined) return <RetryAlert error={failure} onRetry={reload} />;
  if (!loaded) return <Skeleton active paragraph={{ rows: 6 }} />;
  const sender = chooseSender(loaded.senders, written);
  return (
    <Form layout="vertical" component="div" data-testid="mail-bulk-message">
      <Form.Item>
        <Flex align="center" gap="small">
          <SenderSelect
            {...loaded}
            sender={sender}
            onChange={({ accountId, identityId }) => edit({ accountId, identityId })}
          />
        </Flex>
      </Form.Item>
      <Form.Item label={t('Subject')} htmlFor={`${id}-subject`}>
        <VariableInput
          id={`${id}-subject`}
          value={written.subject}
          onChange={(subject) => edit({ subject })}
          maxLength={LONGEST_TEMPLATE_SUBJECT}
          buttonLabel={t('Insert variable into the subject')}
          collection={campaign.collection}
          testId="mail-bulk-subject"
        />
      </Form.Item>
      <Form.Item
        label={t('Text')}
        extra={<SecondaryText>{t('Variables are filled in for each recipient.')}</SecondaryText>}
      >
        <EditorBox
          variables="all"
          maxHeight={520}
          collection={campaign.collection}
          initialHtml={written.html}
          signature={sender}
          label={t('Text of the bulk email')}
          placeholder={t('Write your message…')}
          onEditor={setText}
          onChange={(html) => edit({ html })}
          onSubmit={() => void writing.flush()}
          onFiles={uploads.add}
        />
      </Form.Item>
      <Form.Item>
        <Flex wrap gap="small">
          <InsertTemplate text={text} writing={writing} />
          <FilesField
            files={written.files}
            uploads={uploads}
            limit={MAX_ATTACHMENT_SIZE}
            onAttach={uploads.add}
            onRemove={(file) => edit((old) => ({ files: old.files.filter((each) => each.id !== file) }))}
          />
        </Flex>
      </Form.Item>
      <Form.Item
        label={t('Language of dates and numbers')}
        htmlFor={`${id}-language`}
        style={{ maxWidth: 320 }}
      >
        <LanguageSelect
          id={`${id}-language`}
          value={written.language}
          onChange={(language) => edit({ language })}
        />
      </Form.Item>
      <Form.Item
        extra={
          <SecondaryText>
            {t('There is a link below the text. Whoever uses it gets no more bulk email from this app.')}
          </SecondaryText>
        }
      >
        <Checkbox
          checked={written.unsubscribe}
          onChange={(event) => edit({ unsubscribe: event.target.checked })}
          data-testid="mail-bulk-unsubscribe"
        >
          {t('Recipients can unsubscribe')}
        </Checkbox>
      </Form.Item>
    </Form>
  );
}
