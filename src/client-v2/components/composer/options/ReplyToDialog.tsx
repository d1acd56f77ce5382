import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import {
  formatAddress,
  isPlainAddress,
  isValidAddress,
  parseAddresses,
  uniqueAddresses,
  type MailAddress,
} from '../../../../common';
import { useT } from '../../../locale';
import { SecondaryText } from '../../shared/SecondaryText';
import { ToneText } from '../../shared/ToneText';

interface Props {
  value: MailAddress[];
  onOk(value: MailAddress[]): void;
  onCancel(): void;
}

/** Asks for the addresses that answers go to instead of the sender's. */
export function ReplyToDialog({ value, onOk, onCancel }: Props) {
  const t = useT();
  const [text, setText] = useState(value.map(formatAddress).join(', '));
  const list = uniqueAddresses(parseAddresses(text));
  // Not everybody who answers can write to an address beyond ASCII.
  const wrong = list.filter(({ address }) => !isValidAddress(address) || !isPlainAddress(address));
  return (
    <Modal
      open
      width={440}
      title={t('Replies go to')}
      okText={t('Save')}
      cancelText={t('Cancel')}
      okButtonProps={{ disabled: wrong.length > 0 }}
      onOk={() => onOk(list)}
      onCancel={onCancel}
    >
      <Form layout="vertical">
        <Form.Item
          validateStatus={wrong.length > 0 ? 'error' : undefined}
          help={
            wrong.length > 0 ? (
              <ToneText tone="danger">
                {t('Not a valid address: {{addresses}}', {
                  addresses: wrong.map(({ address }) => address).join(', '),
                })}
              </ToneText>
            ) : (
              <SecondaryText>{t('Leave this empty to receive the replies yourself.')}</SecondaryText>
            )
          }
        >
          <Input
            autoFocus
            aria-label={t('Addresses')}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={() => wrong.length === 0 && onOk(list)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
