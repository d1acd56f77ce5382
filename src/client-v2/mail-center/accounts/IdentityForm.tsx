import { Alert, Button, Flex, Form, Input, Switch, theme } from 'antd';
import { useState } from 'react';
import {
  hasContent,
  isValidAddress,
  LONGEST_SIGNATURE,
  sameAddress,
  type AccountView,
  type IdentityView,
} from '../../../common';
import { useMailApi } from '../../api';
import { useErrorText, useT } from '../../locale';
import { CompanySignatureNote } from './CompanySignatureNote';
import { SignatureEditor } from '../../components/composer/SignatureEditor';

interface Props {
  account: AccountView;
  /** Null for a new identity. */
  identity: IdentityView | null;
  onChanged(changed: boolean): void;
  onCancel(): void;
  onSaved(): void;
}

interface Values {
  name: string;
  address: string;
  isDefault: boolean;
}

/** Edits an identity: name, address and signature. A changed address is tested on the mail server. */
export function IdentityForm({ account, identity, onChanged, onCancel, onSaved }: Props) {
  const t = useT();
  const api = useMailApi();
  const errorText = useErrorText();
  const { token } = theme.useToken();
  const [form] = Form.useForm<Values>();
  const [signature, setSignature] = useState(identity?.signature ?? '');
  /** Null for the same as in new messages. */
  const [answers, setAnswers] = useState(identity?.answerSignature ?? null);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const own = identity !== null && sameAddress(identity.address, account.address);
  // A shared mailbox is opened by its address, which therefore can't change.
  const fixed = own && account.parentId != null;
  const initial: Values = {
    name: identity?.name ?? account.displayName ?? '',
    address: identity?.address ?? '',
    isDefault: identity?.isDefault ?? false,
  };

  const save = async (values: Values) => {
    if (saving) return;
    if ([signature, answers ?? ''].some(({ length }) => length > LONGEST_SIGNATURE)) {
      setProblem(t('The signature is too large. Use a smaller picture.'));
      return;
    }
    setSaving(true);
    setProblem(null);
    try {
      const { name, isDefault } = values;
      const address = values.address.trim();
      const known = identity ? { id: identity.id } : {};
      await api.saveIdentity({
        ...known,
        ...{ accountId: account.id, name: name.trim(), address, signature: emptied(signature), isDefault },
        answerSignature: answers === null ? null : emptied(answers),
      });
      onSaved();
    } catch (error) {
      setProblem(errorText(error));
      setSaving(false);
    }
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onValuesChange={() => onChanged(true)}
      onFinish={(values) => void save(values)}
    >
      <Form.Item name="name" label={t('Name')} extra={t('Recipients see it before the address.')}>
        <Input autoFocus maxLength={200} dir="auto" data-testid="mail-identity-name" />
      </Form.Item>
      <Form.Item
        name="address"
        label={t('Address')}
        extra={
          fixed
            ? t('The mailbox’s own address. It cannot be changed.')
            : own
              ? t('The mailbox’s own address. Change it only if mail reaches this mailbox at another one.')
              : t(
                  'An alias of this mailbox, or an address you may send as. When you save, the mail server is asked whether you may.',
                )
        }
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
          type="email"
          inputMode="email"
          autoComplete="off"
          disabled={fixed}
          data-testid="mail-identity-address"
        />
      </Form.Item>
      <Form.Item
        label={t('Signature')}
        extra={
          <>
            {t('Paste or drop a small picture, such as a logo, into the text.')}
            <CompanySignatureNote />
          </>
        }
      >
        <SignatureEditor
          initialHtml={identity?.signature ?? ''}
          label={t('Signature')}
          onChange={(html) => {
            setSignature(html);
            onChanged(true);
          }}
          onSubmit={() => form.submit()}
          onProblem={setProblem}
        />
      </Form.Item>
      <Flex align="center" gap={token.marginXS} style={{ marginBottom: token.margin }}>
        <Switch
          id="mail-identity-answers"
          checked={answers !== null}
          onChange={(own) => {
            setAnswers(own ? (identity?.answerSignature ?? '') : null);
            onChanged(true);
          }}
        />
        <label htmlFor="mail-identity-answers">{t('Another signature for replies and forwarded mail')}</label>
      </Flex>
      {answers !== null && (
        <Form.Item
          label={t('Signature for replies and forwarded mail')}
          extra={t('Leave it empty for no signature.')}
        >
          <SignatureEditor
            initialHtml={identity?.answerSignature ?? ''}
            label={t('Signature for replies and forwarded mail')}
            onChange={(html) => {
              setAnswers(html);
              onChanged(true);
            }}
            onSubmit={() => form.submit()}
            onProblem={setProblem}
          />
        </Form.Item>
      )}
      <Flex align="center" gap={token.marginXS} style={{ marginBottom: token.marginLG }}>
        <Form.Item name="isDefault" valuePropName="checked" noStyle>
          <Switch id="mail-identity-default" disabled={initial.isDefault} />
        </Form.Item>
        <label htmlFor="mail-identity-default">{t('Use it for new mail from this mailbox')}</label>
      </Flex>
      {problem && (
        <Alert showIcon type="error" role="alert" message={problem} style={{ marginBottom: token.margin }} />
      )}
      <Flex justify="end" gap={token.marginXS}>
        <Button onClick={onCancel}>{t('Cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={saving} data-testid="mail-identity-save">
          {t('Save')}
        </Button>
      </Flex>
    </Form>
  );
}

/** The editor writes an empty text as `<p></p>`. */
const emptied = (html: string): string => (hasContent(html) ? html : '');
