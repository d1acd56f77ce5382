import { Form, Input, Modal, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useErrorText, useT } from '../../locale';

export interface FolderNameDialogProps {
  title: string;
  okText: string;
  initial: string;
  onClose(): void;
  /** Throws if the name is refused. */
  onSave(name: string): Promise<void>;
}

/** Asks for a folder's name, and shows the server's objections to it. */
export function FolderNameDialog({ title, okText, initial, onClose, onSave }: FolderNameDialogProps) {
  const t = useT();
  const errorText = useErrorText();
  const [name, setName] = useState(initial);
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const input = useRef<InputRef>(null);

  const save = async () => {
    if (name.trim() === '' || busy) return;
    setBusy(true);
    try {
      await onSave(name.trim());
      onClose();
    } catch (error) {
      setRefusal(errorText(error));
      setBusy(false);
      input.current?.focus();
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={t('Cancel')}
      okButtonProps={{ disabled: name.trim() === '', loading: busy }}
      onOk={() => void save()}
      onCancel={onClose}
      afterOpenChange={(open) => open && input.current?.select()}
      width={400}
    >
      <Form layout="vertical" onFinish={() => void save()}>
        <Form.Item
          label={t('Name')}
          validateStatus={refusal ? 'error' : undefined}
          help={refusal}
          style={{ marginBottom: 0 }}
        >
          <Input
            ref={input}
            value={name}
            maxLength={255}
            onChange={(event) => {
              setName(event.target.value);
              setRefusal(undefined);
            }}
            data-testid="mail-folder-name"
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
