import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input, List, Skeleton, Tag, theme } from 'antd';
import { useState } from 'react';
import type { Id, TemplateSummary } from '../../../../common';
import { useMailApi } from '../../../api';
import { useT } from '../../../locale';
import { RetryAlert } from '../../shared/RetryAlert';
import { RowAction } from '../../shared/RowAction';
import { SecondaryText } from '../../shared/SecondaryText';
import { useRemovalQuestion } from '../../shared/useRemovalQuestion';
import { byFolder, matchingTemplates } from './matching-templates';
import type { Templates } from './useTemplateList';

interface Props {
  templates: Templates;
  /** With the template's id, or null for a new one. */
  onEdit(id: Id | null): void;
}

/** All templates that the user may use. Only one's own can be changed. */
export function TemplateList({ templates, onEdit }: Props) {
  const { list, failure, reload } = templates;
  const t = useT();
  const { token } = theme.useToken();
  const [typed, setTyped] = useState('');
  const found = matchingTemplates(list?.templates ?? [], typed);
  if (!list && failure === undefined) return <Skeleton active />;
  return (
    <Flex vertical gap={token.margin}>
      <SecondaryText>
        {t(
          'Texts that you use again and again. In a message, insert one with the button next to Attach files.',
        )}
      </SecondaryText>
      {failure !== undefined && <RetryAlert error={failure} onRetry={() => void reload()} />}
      <Flex gap={token.marginXS} wrap>
        {/* Coming back from the form must not leave the keyboard focus outside the dialog. */}
        <Button
          autoFocus
          icon={<PlusOutlined />}
          onClick={() => onEdit(null)}
          data-testid="mail-template-new"
        >
          {t('New template')}
        </Button>
        {(list?.templates.length ?? 0) > 5 && (
          <Input
            allowClear
            value={typed}
            aria-label={t('Search templates')}
            placeholder={t('Search templates')}
            onChange={(event) => setTyped(event.target.value)}
            style={{ flex: '1 1 200px' }}
          />
        )}
      </Flex>
      {list && found.length === 0 && (
        <SecondaryText>
          {list.templates.length === 0 ? t('There are no templates yet.') : t('No template matches')}
        </SecondaryText>
      )}
      {byFolder(found).map(({ folder, templates: inFolder }) => (
        <List
          key={folder}
          bordered
          size="small"
          header={<bdi>{folder || t('Without a folder')}</bdi>}
          dataSource={inFolder}
          rowKey={({ id }) => String(id)}
          renderItem={(template) => <Line template={template} onEdit={onEdit} onRemoved={reload} />}
        />
      ))}
    </Flex>
  );
}

interface LineProps {
  template: TemplateSummary;
  onEdit(id: Id): void;
  onRemoved(): Promise<void>;
}

function Line({ template, onEdit, onRemoved }: LineProps) {
  const { id, title, subject, preview, isOwn, isShared, owner } = template;
  const t = useT();
  const api = useMailApi();
  const { token } = theme.useToken();
  const ask = useRemovalQuestion();
  const remove = () =>
    ask({
      title: t('Delete the template “{{title}}”?', { title }),
      content: isShared ? t('Nobody can use it any more, including those you share it with.') : undefined,
      remove: () => api.removeTemplate(id).then(onRemoved),
    });
  const actions = [
    <RowAction
      key="edit"
      icon={<EditOutlined />}
      title={t('Edit')}
      label={t('Edit {{title}}', { title })}
      onClick={() => onEdit(id)}
    />,
    <RowAction
      key="remove"
      danger
      icon={<DeleteOutlined />}
      title={t('Delete')}
      label={t('Delete {{title}}', { title })}
      onClick={remove}
    />,
  ];
  return (
    <List.Item actions={isOwn ? actions : undefined}>
      <List.Item.Meta
        title={
          <Flex gap={token.marginXS} wrap align="center">
            <bdi>{title}</bdi>
            {isShared && (
              <Tag bordered={false}>{isOwn ? t('Shared') : t('Shared by {{name}}', { name: owner })}</Tag>
            )}
          </Flex>
        }
        description={
          <SecondaryText ellipsis style={{ fontSize: token.fontSizeSM }}>
            <bdi>{subject || preview}</bdi>
          </SecondaryText>
        }
      />
    </List.Item>
  );
}
