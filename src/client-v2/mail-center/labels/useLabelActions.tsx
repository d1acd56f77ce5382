import { BgColorsOutlined, DeleteOutlined, EditOutlined } from '@ant-design/icons';
import type { MenuProps } from 'antd';
import { useState, type ReactNode } from 'react';
import type { LabelView } from '../../../common';
import { useMailApi } from '../../api';
import { nextColour } from '../../components/labels/label-colours';
import { useLabels } from '../../components/labels/LabelsProvider';
import { useRemovalQuestion } from '../../components/shared/useRemovalQuestion';
import { useT } from '../../locale';
import { LabelFormDialog } from './LabelFormDialog';

type Asked = { label: LabelView | null; focus: 'name' | 'color' };

/** The actions on labels themselves. `onClosed` is called when the dialog about a label, or a new one, has closed. */
export function useLabelActions(onClosed: (label: LabelView | null) => void): {
  menuOf(label: LabelView): NonNullable<MenuProps['items']>;
  create(): void;
  dialog: ReactNode;
} {
  const t = useT();
  const api = useMailApi();
  const { list, reload } = useLabels();
  const askRemoval = useRemovalQuestion();
  const [asked, setAsked] = useState<Asked | null>(null);
  const edited = asked?.label;
  const dialog = asked && (
    <LabelFormDialog
      title={edited ? t('Edit the label') : t('New label')}
      okText={edited ? t('Save') : t('Create')}
      initial={edited ?? { name: '', color: nextColour(list) }}
      focus={asked.focus}
      others={list.filter(({ id }) => String(id) !== String(edited?.id))}
      onClose={() => {
        setAsked(null);
        onClosed(asked.label);
      }}
      onSave={async (input) => {
        await api.saveLabel(edited?.id ?? null, input);
        await reload();
      }}
    />
  );
  return {
    menuOf: (label) => [
      {
        key: 'rename',
        icon: <EditOutlined aria-hidden />,
        label: t('Rename…'),
        onClick: () => setAsked({ label, focus: 'name' }),
      },
      {
        key: 'color',
        icon: <BgColorsOutlined aria-hidden />,
        label: t('Change color…'),
        onClick: () => setAsked({ label, focus: 'color' }),
      },
      {
        key: 'remove',
        icon: <DeleteOutlined aria-hidden />,
        label: t('Delete label…'),
        danger: true,
        onClick: () =>
          askRemoval({
            title: t('Delete the label “{{label}}”?', { label: label.name }),
            content: t('The label is removed from all messages. The messages themselves stay.'),
            remove: async () => {
              await api.removeLabel(label.id);
              await reload();
            },
          }),
      },
    ],
    create: () => setAsked({ label: null, focus: 'name' }),
    dialog,
  };
}
