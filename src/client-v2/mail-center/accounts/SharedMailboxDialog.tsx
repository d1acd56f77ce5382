import { Alert, App, Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { isValidAddress, type AccountView } from '../../../common';
import { useMailApi } from '../../api';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useErrorText, useT } from '../../locale';

interface Props {
  account: AccountView;
  onClose(): void;
  onAdded(): void;
}

/**
 * Adds a mailbox shared with others, by its address. It is tested before it is stored, which takes a moment.
 */
export function SharedMailboxDialog({ account, onClose, onAdded }: Props) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ address: string }>();
  const [adding, setAdding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const add = async ({ address }: { address: string }) => {
    setAdding(true);
    setProblem(null);
    try {
      await api.addShared({ accountId: account.id, address: address.trim() });
      message.success(t('{{address}} was added. Its mail is being loaded.', { address: address.trim() }));
      onAdded();
      onClose();
    } catch (error) {
      setProblem(errorText(error));
      setAdding(false);
    }
  };
  return (
    <Modal
      open
      title={t('Add a shared mailbox')}
      okText={adding ? t('Checking access…') : t('Add')}
      cancelText={t('Cancel')}
      confirmLoading={adding}
      onOk={() => form.submit()}
      // During the test, nobody would learn the outcome.
      onCancel={() => !adding && onClose()}
      cancelButtonProps={{ disabled: adding }}
      maskClosable={!adding}
    >
      <Typography.Paragraph>
        <SecondaryText>
          {t(
            'A mailbox that several people use, such as info@ or support@. It is opened with the sign-in of {{address}}; you need no other password.',
            { address: account.address },
          )}
        </SecondaryText>
      </Typography.Paragraph>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void add(values)}>
        <Form.Item
          name="address"
          label={t('Address of the shared mailbox')}
          validateTrigger="onSubmit"
          rules={[
            {
              validator: (_rule, value: string | undefined) =>
                isValidAddress((value ?? '').trim())
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('error.invalid-address'))),
            },
          ]}
        >
          <Input
            autoFocus
            type="email"
            inputMode="email"
            autoComplete="off"
            // Not disabled, as that would take the keyboard focus out of the dialog.
            readOnly={adding}
            placeholder="info@example.com"
            data-testid="mail-shared-address"
          />
        </Form.Item>
      </Form>
      {problem && <Alert showIcon type="error" role="alert" message={problem} style={{ marginBottom: 16 }} />}
      <SecondaryText>
        {t(
          'What you send from it is filed in your own “Sent” folder. If your administrator has set it up so, the shared mailbox keeps a copy too.',
        )}
      </SecondaryText>
    </Modal>
  );
}
