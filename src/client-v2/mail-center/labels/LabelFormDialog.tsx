import { Flex, Form, Input, Modal, Radio, theme, type InputRef } from 'antd';
import { useId, useRef, useState } from 'react';
import { LABEL_COLORS, LONGEST_LABEL_NAME, type LabelInput, type LabelView } from '../../../common';
import { COLOUR_NAMES } from '../../components/labels/label-colours';
import { labelName, labelNamed } from '../../components/labels/label-choices';
import { LabelDot } from '../../components/labels/LabelDot';
import { useErrorText, useT } from '../../locale';

export interface LabelFormDialogProps {
  title: string;
  okText: string;
  initial: LabelInput;
  /** Where the focus begins. */
  focus: 'name' | 'color';
  /** Labels whose names are taken. */
  others: readonly LabelView[];
  onClose(): void;
  /** Throws if the label is refused. */
  onSave(input: LabelInput): Promise<void>;
}

/** Asks for the name and the color of a label. */
export function LabelFormDialog({ initial, others, ...props }: LabelFormDialogProps) {
  const t = useT();
  const { token } = theme.useToken();
  const errorText = useErrorText();
  const [typed, setTyped] = useState(initial.name);
  const [color, setColor] = useState(initial.color);
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const input = useRef<InputRef>(null);
  const nameId = useId();
  const colours = useRef<HTMLDivElement>(null);
  const name = labelName(typed);

  const save = async () => {
    if (name === '' || busy) return;
    if (labelNamed(others, name)) {
      setRefusal(t('error.label-exists'));
      return;
    }
    setBusy(true);
    try {
      await props.onSave({ name, color });
      props.onClose();
    } catch (error) {
      setRefusal(errorText(error));
      setBusy(false);
      input.current?.focus();
    }
  };
  const takeFocus = () => {
    if (props.focus === 'name') input.current?.select();
    else colours.current?.querySelector<HTMLElement>('input:checked')?.focus();
  };
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      cancelText={t('Cancel')}
      okButtonProps={{ disabled: name === '', loading: busy }}
      onOk={() => void save()}
      onCancel={props.onClose}
      afterOpenChange={(open) => open && takeFocus()}
      width={400}
    >
      <Form layout="vertical" onFinish={() => void save()}>
        <Form.Item
          label={t('Name')}
          htmlFor={nameId}
          validateStatus={refusal ? 'error' : undefined}
          help={refusal}
        >
          <Input
            ref={input}
            id={nameId}
            value={typed}
            maxLength={LONGEST_LABEL_NAME}
            dir="auto"
            onChange={(event) => {
              setTyped(event.target.value);
              setRefusal(undefined);
            }}
            data-testid="mail-label-name"
          />
        </Form.Item>
        <Form.Item label={t('Color')} style={{ marginBottom: 0 }}>
          <div ref={colours}>
            <Radio.Group
              value={color}
              onChange={({ target }) => setColor(target.value as LabelInput['color'])}
              aria-label={t('Color')}
              style={{
                display: 'grid',
                gridTemplateColumns: 'repeat(auto-fill, minmax(104px, 1fr))',
                gap: token.marginXS,
              }}
            >
              {LABEL_COLORS.map((each) => (
                <Radio key={each} value={each}>
                  <Flex component="span" align="center" gap={token.marginXXS}>
                    <LabelDot color={each} />
                    {t(COLOUR_NAMES[each])}
                  </Flex>
                </Radio>
              ))}
            </Radio.Group>
          </div>
        </Form.Item>
        {/* Otherwise Enter in the name would do nothing, because the button is outside the form. */}
        <button type="submit" hidden aria-hidden />
      </Form>
    </Modal>
  );
}
