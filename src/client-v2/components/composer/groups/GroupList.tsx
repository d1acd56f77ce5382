import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, List, Skeleton, theme } from 'antd';
import { displayName, type GroupView } from '../../../../common';
import { useMailApi } from '../../../api';
import { useT } from '../../../locale';
import { RetryAlert } from '../../shared/RetryAlert';
import { RowAction } from '../../shared/RowAction';
import { SecondaryText } from '../../shared/SecondaryText';
import { useRemovalQuestion } from '../../shared/useRemovalQuestion';

interface Props {
  /** Undefined until loaded. */
  groups: GroupView[] | undefined;
  failure: unknown;
  reload(): void;
  onEdit(group: GroupView | null): void;
}

/** All groups of the user's. */
export function GroupList({ groups, failure, reload, onEdit }: Props) {
  const t = useT();
  const { token } = theme.useToken();
  if (!groups && failure === undefined) return <Skeleton active />;
  return (
    <Flex vertical gap={token.margin}>
      <SecondaryText>
        {t('People you often write to together. Type a group’s name as a recipient to add all of them.')}
      </SecondaryText>
      {failure !== undefined && <RetryAlert error={failure} onRetry={reload} />}
      <div>
        {/* Coming back from the form must not leave the keyboard focus outside the dialog. */}
        <Button autoFocus icon={<PlusOutlined />} onClick={() => onEdit(null)}>
          {t('New group')}
        </Button>
      </div>
      {groups?.length === 0 && <SecondaryText>{t('There are no groups yet.')}</SecondaryText>}
      {groups && groups.length > 0 && (
        <List
          bordered
          size="small"
          dataSource={groups}
          rowKey={({ id }) => String(id)}
          renderItem={(group) => <Line group={group} onEdit={() => onEdit(group)} onRemoved={reload} />}
        />
      )}
    </Flex>
  );
}

interface LineProps {
  group: GroupView;
  onEdit(): void;
  onRemoved(): void;
}

function Line({ group: { id, name, members }, onEdit, onRemoved }: LineProps) {
  const t = useT();
  const api = useMailApi();
  const { token } = theme.useToken();
  const ask = useRemovalQuestion();
  const remove = () =>
    ask({
      title: t('Delete the group “{{name}}”?', { name }),
      remove: () => api.removeGroup(id).then(onRemoved),
    });
  return (
    <List.Item
      actions={[
        <RowAction
          key="edit"
          icon={<EditOutlined />}
          title={t('Edit')}
          label={t('Edit {{title}}', { title: name })}
          onClick={onEdit}
        />,
        <RowAction
          key="remove"
          danger
          icon={<DeleteOutlined />}
          title={t('Delete')}
          label={t('Delete {{title}}', { title: name })}
          onClick={remove}
        />,
      ]}
    >
      <List.Item.Meta
        title={<bdi>{name}</bdi>}
        description={
          <SecondaryText ellipsis style={{ fontSize: token.fontSizeSM }}>
            <bdi>{members.map(displayName).join(', ')}</bdi>
          </SecondaryText>
        }
      />
    </List.Item>
  );
}
