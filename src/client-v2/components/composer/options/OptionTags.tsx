import { Flex, Tag, theme } from 'antd';
import { useDateFormat } from '../../../date-format';
import { useT } from '../../../locale';
import { reminderText } from '../../reminders/reminder-text';
import { displayName } from '../../../../common';
import type { MessageOptions } from '../draft';

/** Shows the options that are set, each of which can be taken back. */
export function OptionTags({
  options: { importance, readReceipt, replyTo, remind },
  onChange,
}: {
  options: MessageOptions;
  onChange(part: MessageOptions): void;
}) {
  const t = useT();
  const { token } = theme.useToken();
  const format = useDateFormat();
  const set: Array<[text: string, without: MessageOptions]> = [];
  if (importance === 'high') set.push([t('High importance'), { importance: undefined }]);
  if (importance === 'low') set.push([t('Low importance'), { importance: undefined }]);
  if (readReceipt) set.push([t('Read receipt requested'), { readReceipt: undefined }]);
  if (replyTo) {
    const names = replyTo.map(displayName).join(', ');
    set.push([t('Replies go to {{names}}', { names }), { replyTo: undefined }]);
  }
  if (remind) {
    const when = reminderText(remind, t, format.day);
    set.push([t('Reminder if nobody answers: {{when}}', { when }), { remind: undefined }]);
  }
  if (set.length === 0) return null;
  return (
    <Flex wrap gap={token.marginXXS} style={{ padding: `${token.paddingXXS}px ${token.padding}px` }}>
      {set.map(([text, without]) => (
        <Tag
          key={text}
          closable={{ 'aria-label': t('Remove {{name}}', { name: text }) }}
          onClose={() => onChange(without)}
          style={{ margin: 0, maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis' }}
        >
          <bdi>{text}</bdi>
        </Tag>
      ))}
    </Flex>
  );
}
