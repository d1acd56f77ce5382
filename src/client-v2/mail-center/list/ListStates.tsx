import { ClockCircleOutlined, InboxOutlined, SearchOutlined, TagOutlined } from '@ant-design/icons';
import { Button, Flex, Spin, theme } from 'antd';
import { LoadFailure } from '../../components/shared/LoadFailure';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useT } from '../../locale';

/** Shown if the list could not be loaded and there are no rows to show. */
export function ListFailure({ failure, onRetry }: { failure: unknown; onRetry(): void }) {
  const t = useT();
  return <LoadFailure title={t('The mails could not be loaded')} error={failure} onRetry={onRetry} />;
}

export interface ListEmptyProps {
  /** Whether a search or a filter hides messages. */
  filtered: boolean;
  /** The text searched for, and the name of the folder; null for more than one folder. */
  search?: { text: string; folder: string | null };
  onEverywhere(): void;
  /** Whether the first sync hasn't got this far yet. */
  syncing: boolean;
  /** Set if it is the list of a label, or of what is snoozed. */
  of?: 'label' | 'snoozed';
  onClear(): void;
}

const ICONS = { label: TagOutlined, snoozed: ClockCircleOutlined };

/** Shown if there are no rows: says why, and offers to search elsewhere or to clear the filter. */
export function ListEmpty({ filtered, search, syncing, of, onEverywhere, onClear }: ListEmptyProps) {
  const t = useT();
  const { token } = theme.useToken();
  const Icon = filtered ? SearchOutlined : of ? ICONS[of] : InboxOutlined;
  const text = search
    ? search.folder !== null
      ? t('No mail in {{folder}} matches “{{search}}”', { folder: search.folder, search: search.text })
      : t('No mail in any folder matches “{{search}}”', { search: search.text })
    : filtered
      ? t('No mail matches')
      : of
        ? { label: t('No message has this label yet.'), snoozed: t('Nothing is snoozed.') }[of]
        : syncing
          ? t('The first mails arrive in a moment')
          : t('Nothing here');
  return (
    <Flex
      vertical
      align="center"
      justify="center"
      gap="middle"
      style={{ flex: 1, paddingBottom: '15vh' }}
      data-testid="mail-list-empty"
    >
      <Icon style={{ fontSize: 40, color: token.colorTextQuaternary }} />
      <SecondaryText style={{ maxWidth: '85%', textAlign: 'center', overflowWrap: 'anywhere' }}>
        {text}
      </SecondaryText>
      {search && search.folder !== null && <Button onClick={onEverywhere}>{t('Search all folders')}</Button>}
      {filtered && <Button onClick={onClear}>{t('Show all mails')}</Button>}
    </Flex>
  );
}

/** Shown below the last row while there are more rows: they are loading, or failed to load. */
export function ListEnd({ failed, onRetry }: { failed: boolean; onRetry(): void }) {
  const t = useT();
  const { token } = theme.useToken();
  return (
    <Flex justify="center" style={{ padding: token.padding }}>
      {failed ? (
        <Button size="small" onClick={onRetry}>
          {t('Try again')}
        </Button>
      ) : (
        <Spin size="small" />
      )}
    </Flex>
  );
}
