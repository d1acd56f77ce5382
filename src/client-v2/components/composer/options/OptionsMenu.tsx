import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useT } from '../../../locale';
import { ChosenMark } from '../../shared/ChosenMark';
import { SecondaryText } from '../../shared/SecondaryText';
import type { MessageOptions } from '../draft';
import { ReplyToDialog } from './ReplyToDialog';

interface Props {
  options: MessageOptions;
  onChange(part: MessageOptions): void;
}

/** Importance, read receipt and Reply-To. */
export function OptionsMenu({ options, onChange }: Props) {
  const t = useT();
  const [choosing, setChoosing] = useState(false);
  const { importance, readReceipt, replyTo } = options;
  const items: MenuProps['items'] = [
    {
      key: 'importance',
      type: 'group',
      label: <SecondaryText>{t('Importance')}</SecondaryText>,
      children: (
        [
          ['high', 'High'],
          [undefined, 'Normal'],
          ['low', 'Low'],
        ] as const
      ).map(([level, name]) => ({
        key: name,
        label: t(name),
        extra: <ChosenMark chosen={importance === level} />,
        onClick: () => onChange({ importance: level }),
      })),
    },
    { type: 'divider' },
    {
      key: 'receipt',
      label: t('Request a read receipt'),
      extra: <ChosenMark chosen={readReceipt === true} />,
      onClick: () => onChange({ readReceipt: readReceipt ? undefined : true }),
    },
    {
      key: 'replyTo',
      label: t('Replies go to…'),
      extra: <ChosenMark chosen={replyTo !== undefined} />,
      onClick: () => setChoosing(true),
    },
  ];
  return (
    <>
      <Dropdown trigger={['click']} autoFocus placement="top" menu={{ items }}>
        {/* No tooltip: it would cover the menu. */}
        <Button
          type="text"
          icon={<EllipsisOutlined />}
          aria-label={t('More options')}
          title={t('More options')}
        />
      </Dropdown>
      {choosing && (
        <ReplyToDialog
          value={replyTo ?? []}
          onCancel={() => setChoosing(false)}
          onOk={(list) => {
            setChoosing(false);
            onChange({ replyTo: list.length > 0 ? list : undefined });
          }}
        />
      )}
    </>
  );
}
