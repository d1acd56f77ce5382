import { Checkbox, Flex, Select, Switch, theme, TimePicker, type SelectProps } from 'antd';
import dayjs from 'dayjs';
import type { AccountView, FolderView, NotificationChoices as Choices } from '../../../common';
import { SecondaryText } from '../../components/shared/SecondaryText';
import { useLanguage } from '../../components/shared/useLanguage';
import { useT, type Translate } from '../../locale';
import { folderChoices } from '../move/folder-choices';
import { SettingLine } from './SettingLine';
import { NIGHT } from './settings';

export interface NotificationChoicesProps {
  accounts: readonly AccountView[];
  folders: ReadonlyMap<string, FolderView[]>;
  choices: Choices;
  disabled: boolean;
  onChange(change: Partial<Choices>): void;
}

/** Folders that receive nothing new, or that are always included. */
const NOT_OFFERED = ['inbox', 'sent', 'drafts', 'outbox', 'trash'];

/** Which mailboxes and folders to announce, and when not to. */
export function NotificationChoices(props: NotificationChoicesProps) {
  const { accounts, choices, disabled, onChange } = props;
  const { without, quiet } = choices;
  const t = useT();
  const language = useLanguage();
  const { token } = theme.useToken();
  const options = folderOptions(props, t, language);
  // The only mailbox needs no heading.
  const shown: SelectProps['options'] = accounts.length > 1 ? options : options[0]?.options;
  const known = new Set(options.flatMap((group) => group.options.map(({ value }) => value)));
  const include = (id: string, included: boolean) =>
    onChange({ without: included ? without.filter((each) => each !== id) : [...without, id] });
  return (
    <>
      {accounts.length > 1 && (
        <Flex vertical gap={token.marginXXS} role="group" aria-label={t('Mailboxes to announce')}>
          <span>{t('Mailboxes to announce')}</span>
          {accounts.map(({ id, address }) => (
            <Checkbox
              key={id}
              disabled={disabled}
              checked={!without.includes(String(id))}
              onChange={({ target }) => include(String(id), target.checked)}
            >
              <bdi>{address}</bdi>
            </Checkbox>
          ))}
        </Flex>
      )}
      <Flex vertical gap={token.marginXXS}>
        <label htmlFor="mail-notify-folders">{t('Folders besides the inbox')}</label>
        <Select
          id="mail-notify-folders"
          mode="multiple"
          disabled={disabled}
          value={choices.folders.filter((id) => known.has(id))}
          options={shown}
          optionFilterProp="label"
          // A placeholder's own color is too faint.
          placeholder={<SecondaryText>{t('None')}</SecondaryText>}
          onChange={(folders: string[]) => onChange({ folders })}
          data-testid="mail-notify-folders"
        />
      </Flex>
      <SettingLine label={t('Quiet hours')}>
        <Flex gap={token.marginXS} align="center">
          {quiet && (
            <TimePicker.RangePicker
              format="HH:mm"
              minuteStep={15}
              needConfirm={false}
              order={false}
              allowClear={false}
              disabled={disabled}
              value={[timeOf(quiet.from), timeOf(quiet.to)]}
              onChange={(range) => {
                const [from, to] = range ?? [];
                if (from && to) onChange({ quiet: { from: minuteOf(from), to: minuteOf(to) } });
              }}
              style={{ width: 160 }}
              aria-label={t('Quiet hours')}
            />
          )}
          <Switch
            checked={quiet !== null}
            disabled={disabled}
            onChange={(wanted) => onChange({ quiet: wanted ? NIGHT : null })}
            aria-label={t('Quiet hours')}
            data-testid="mail-quiet"
          />
        </Flex>
      </SettingLine>
    </>
  );
}

interface FolderGroup {
  label: string;
  options: Array<{ value: string; label: string }>;
}

/** The folders to choose from, by account. */
function folderOptions(
  { accounts, folders }: NotificationChoicesProps,
  t: Translate,
  language: string,
): FolderGroup[] {
  return accounts.map(({ id, address }) => ({
    label: address,
    options: folderChoices(folders.get(String(id)) ?? [], null, t, language)
      .filter(({ folder }) => !NOT_OFFERED.includes(folder.role))
      .map(({ folder, name, within }) => ({
        value: String(folder.id),
        label: within ? `${within} / ${name}` : name,
      })),
  }));
}

const timeOf = (minute: number) => dayjs().startOf('day').minute(minute);
const minuteOf = (time: dayjs.Dayjs): number => time.hour() * 60 + time.minute();
