import { Alert, Button, Drawer, Flex, Form, Select, Skeleton, theme } from 'antd';
import { useState } from 'react';
import type { MessageView } from '../../../common';
import { useHost } from '../../host/context';
import { useT } from '../../locale';
import { readItem, writeItem } from '../../mail-center/layout/stored';
import { RetryAlert } from '../shared/RetryAlert';
import { SecondaryText } from '../shared/SecondaryText';
import { RecordField } from './RecordField';
import { useNewRecord } from './useNewRecord';

/** Where the browser keeps the collection in which a record was created last. */
const KEY = 'mail-center:new-record-collection';

interface Props {
  open: boolean;
  message: MessageView;
  onClose(): void;
}

/** Creates a record from a message, whose sender, subject and text are suggested, and links the message to it. */
export function NewRecordDrawer({ open, message, onClose }: Props) {
  const t = useT();
  return (
    <Drawer
      open={open}
      onClose={onClose}
      width="min(480px, 100vw)"
      title={t('New record from this message')}
      destroyOnHidden
    >
      <NewRecord message={message} onDone={onClose} />
    </Drawer>
  );
}

function NewRecord({ message, onDone }: { message: MessageView; onDone(): void }) {
  const t = useT();
  const host = useHost();
  const { token } = theme.useToken();
  const [chosen, setChosen] = useState(() => readItem(KEY));
  const state = useNewRecord(message, chosen, onDone);
  const { targets, collection, form, values, missing, failure } = state;
  const failed = failure?.of === 'loading' && (
    <RetryAlert error={failure.error} onRetry={state.retry} style={{ marginBottom: token.margin }} />
  );
  if (!targets) return failed || <Skeleton active />;
  if (targets.length === 0)
    return <SecondaryText>{t('There’s no collection in which your role can create records.')}</SecondaryText>;
  return (
    <Form layout="vertical" onFinish={() => void state.create()} data-testid="mail-new-record">
      <Form.Item label={t('Collection')} htmlFor="mail-new-record-collection">
        <Select
          id="mail-new-record-collection"
          value={collection}
          showSearch
          optionFilterProp="label"
          options={targets.map((each) => ({ value: each.collection, label: host.t(each.title) }))}
          onChange={(next: string) => {
            writeItem(KEY, next);
            setChosen(next);
          }}
        />
      </Form.Item>
      {!form && (failed || <Skeleton active />)}
      {form?.fields.map((field) => (
        <RecordField
          key={field.name}
          field={field}
          value={values[field.name]}
          isMissing={missing.includes(field.name)}
          onChange={(value) => state.edit(field.name, value)}
        />
      ))}
      {failure?.of === 'saving' && (
        <Alert type="error" showIcon message={failure.text} style={{ marginBottom: token.margin }} />
      )}
      <Flex gap={token.marginXS}>
        <Button type="primary" htmlType="submit" loading={state.saving} disabled={!form}>
          {t('Create and link')}
        </Button>
        <Button onClick={onDone}>{t('Cancel')}</Button>
      </Flex>
    </Form>
  );
}
