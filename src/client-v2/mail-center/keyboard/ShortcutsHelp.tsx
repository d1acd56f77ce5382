import { Flex, Modal, theme, Typography } from 'antd';
import { useT } from '../../locale';

type Line = [keys: string[], meaning: string];

/** All keyboard shortcuts on one page. */
export function ShortcutsHelp({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useT();
  const { token } = theme.useToken();
  const groups: Array<[title: string, lines: Line[]]> = [
    [
      t('Go to'),
      [
        [['j', '↓'], t('Next mail')],
        [['k', '↑'], t('Previous mail')],
        [['Enter', 'o'], t('Open the mail')],
        [['Esc'], t('Back, or clear the selection')],
        [['g i'], t('Inbox')],
        [['g s'], t('Sent')],
        [['g d'], t('Drafts')],
        [['/'], t('Search')],
      ],
    ],
    [
      t('Select'),
      [
        [['x'], t('Select')],
        [['Shift+J', 'Shift+↓'], t('Extend the selection down')],
        [['Shift+K', 'Shift+↑'], t('Extend the selection up')],
        [['Ctrl+A'], t('Select all that are listed')],
      ],
    ],
    [
      t('Write'),
      [
        [['c'], t('New mail')],
        [['r'], t('Reply')],
        [['a'], t('Reply all')],
        [['f'], t('Forward')],
        [[';'], t('Reply with a template')],
        [['Ctrl+;'], t('In a message: insert a template')],
      ],
    ],
    [
      t('Organize'),
      [
        [['u'], t('Mark as read or unread')],
        [['Shift+I'], t('Mark as read')],
        [['Shift+U'], t('Mark as unread')],
        [['s'], t('Flag')],
        [['e', ']'], t('Archive, and go to the next')],
        [['['], t('Archive, and go to the previous')],
        [['v'], t('Move to folder')],
        [['l'], t('Add or remove labels')],
        [['b'], t('Snooze')],
        [['!'], t('Mark as spam, or as not spam')],
        [['Delete', '#'], t('Delete')],
        [['z'], t('Undo')],
        [['Shift+F10'], t('Menu of the mail')],
        [['?'], t('This overview')],
      ],
    ],
  ];
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('Keyboard shortcuts')} width={760}>
      <div style={{ columns: '300px 2', columnGap: token.marginXL, paddingTop: token.paddingXS }}>
        {groups.map(([title, lines]) => (
          <Flex
            key={title}
            vertical
            gap={token.marginXXS}
            style={{ paddingBottom: token.padding, breakInside: 'avoid' }}
          >
            <Typography.Text strong>{title}</Typography.Text>
            {lines.map(([keys, text]) => (
              <Flex key={keys[0]} justify="space-between" style={{ breakInside: 'avoid' }}>
                <Typography.Text>{text}</Typography.Text>
                <Flex gap={token.marginXXS} align="start">
                  {keys.map((key) => (
                    <Typography.Text key={key} keyboard style={{ whiteSpace: 'nowrap' }}>
                      {key}
                    </Typography.Text>
                  ))}
                </Flex>
              </Flex>
            ))}
          </Flex>
        ))}
      </div>
    </Modal>
  );
}
