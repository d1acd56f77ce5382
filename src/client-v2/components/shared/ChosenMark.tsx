import { CheckOutlined } from '@ant-design/icons';
import { theme } from 'antd';
import { useT } from '../../locale';

/** Marks the chosen entry of a menu. antd's color for it is too faint on a dark background, and isn't announced. */
export function ChosenMark({ chosen }: { chosen: boolean }) {
  const t = useT();
  const { token } = theme.useToken();
  return chosen ? <CheckOutlined aria-label={t('Chosen')} style={{ color: token.colorText }} /> : null;
}
