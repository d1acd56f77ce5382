import { CodeOutlined } from '@ant-design/icons';
import { Button, Cascader } from 'antd';
import { useEffect, useState } from 'react';
import { PLAIN_VARIABLES, type TemplateVariable } from '../../../../common';
import { useMailApi } from '../../../api';
import { useHost } from '../../../host/context';
import { useErrorText, useT } from '../../../locale';

interface Option {
  value: string;
  label: string;
  isLeaf?: boolean;
  disabled?: boolean;
  children?: Option[];
}

export interface VariableButtonProps {
  label: string;
  /** Shown beside the icon; part of the label. */
  text?: string;
  /** Whether only the writer and the date are offered. */
  writerOnly?: boolean;
  /** The only collection that records can be from; null for none. */
  collection?: string | null;
  onInsert(path: string): void;
}

/** A menu of everything that can be put into a template: of the recipient, the date, the writer and a record. */
export function VariableButton({
  label,
  text,
  writerOnly = false,
  collection,
  onInsert,
}: VariableButtonProps) {
  const t = useT();
  const api = useMailApi();
  const host = useHost();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const [options, setOptions] = useState<Option[]>();
  useEffect(() => {
    if (!open || options) return;
    let isCurrent = true;
    const leaf = ({ path, title }: TemplateVariable): Option => ({ value: path, label: host.t(title) });
    const names: Record<(typeof PLAIN_VARIABLES)[number], string> = {
      $date: t('Date'),
      $time: t('Time'),
      $weekday: t('Day of the week'),
      '$recipient.name': t('Name'),
      '$recipient.email': t('Address'),
    };
    const plain = (root: string) =>
      PLAIN_VARIABLES.filter((path) => path.startsWith('$recipient') === (root === '$recipient')).map(
        (path): Option => ({ value: path, label: names[path] }),
      );
    const today: Option = { value: 'date', label: t('Today'), children: plain('$date') };
    const known: Option[] = writerOnly
      ? [today]
      : [{ value: 'recipient', label: t('Recipient'), children: plain('$recipient') }, today];
    api.templateVariables().then(
      ({ user, collections }) => {
        if (!isCurrent) return;
        const record = collections
          .filter(({ name }) => collection === undefined || name === collection)
          .map(({ name, title }): Option => ({ value: name, label: host.t(title), isLeaf: false }));
        setOptions([
          ...known,
          { value: 'user', label: t('You'), children: user.map(leaf) },
          ...(record.length > 0 && !writerOnly
            ? [{ value: 'record', label: t('Record'), children: record }]
            : []),
        ]);
      },
      (error: unknown) => {
        if (isCurrent) setOptions([...known, { value: '', label: errorText(error), disabled: true }]);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [api, collection, errorText, host, open, options, t, writerOnly]);

  const loadFields = async (path: Option[]) => {
    const chosen = path.at(-1);
    if (!chosen || chosen.children) return;
    const children = await api.templateVariables(chosen.value).then(
      ({ record }) => record.map(({ path: value, title }): Option => ({ value, label: host.t(title) })),
      (error: unknown): Option[] => [{ value: '', label: errorText(error), disabled: true }],
    );
    const none: Option = { value: '', label: t('No fields'), disabled: true };
    chosen.children = children.length > 0 ? children : [none];
    setOptions((old) => old && [...old]);
  };
  return (
    <Cascader<Option>
      open={open}
      onOpenChange={setOpen}
      options={options ?? [{ value: '', label: t('Loading…'), disabled: true }]}
      value={[]}
      loadData={(path) => void loadFields(path)}
      onChange={(path) => {
        const variable = path?.at(-1);
        if (variable) onInsert(String(variable));
      }}
    >
      <Button
        size={text === undefined ? undefined : 'small'}
        icon={<CodeOutlined />}
        title={text === undefined ? label : undefined}
        aria-label={label}
        aria-haspopup="menu"
      >
        {text}
      </Button>
    </Cascader>
  );
}
