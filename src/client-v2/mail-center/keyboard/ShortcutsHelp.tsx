import { Flex, Modal, theme, Typography } from 'antd';
import { useT } from '../../locale';

/** All keys on one page. */
export function ShortcutsHelp({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useT();
  const { token } = theme.useToken();
  const lines: Array<[string[], string]> = [
    [['j', '↓'], t('Next mail')],
    [['k', '↑'], t('Previous mail')],
    [['Enter', 'o'], t('Open the mail')],
    [['Esc'], t('Back, or clear the selection')],
    [['x'], t('Select')],
    [['u'], t('Mark as read or unread')],
    [['Shift+I'], t('Mark as read')],
    [['Shift+U'], t('Mark as unread')],
    [['s'], t('Flag')],
    [['e'], t('Move to the archive')],
    [['!'], t('Mark as spam, or as not spam')],
    [['Delete', '#'], t('Delete')],
    [['c'], t('New mail')],
    [['r'], t('Reply')],
    [['a'], t('Reply all')],
    [['f'], t('Forward')],
    [['/'], t('Search')],
    [['?'], t('This overview')],
  ];
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('Keyboard shortcuts')} width={420}>
      <Flex vertical gap={token.marginXS} style={{ paddingTop: token.paddingXS }}>
        {lines.map(([keys, text]) => (
          <Flex key={keys[0]} justify="space-between">
            <Typography.Text>{text}</Typography.Text>
            <Flex gap={token.marginXXS}>
              {keys.map((key) => (
                <Typography.Text key={key} keyboard>
                  {key}
                </Typography.Text>
              ))}
            </Flex>
          </Flex>
        ))}
      </Flex>
    </Modal>
  );
}
