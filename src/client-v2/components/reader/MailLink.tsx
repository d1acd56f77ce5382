import { theme } from 'antd';
import { Link } from 'react-router-dom';
import type { Id } from '../../../common';
import { useMailPath } from '../shared/useMailPath';

/** A link to another message. */
export function MailLink({ id, label }: { id: Id; label: string }) {
  const { token } = theme.useToken();
  const mailPath = useMailPath();
  return (
    <Link to={`${mailPath}?message=${encodeURIComponent(String(id))}`} style={{ color: token['blue-7'] }}>
      {label}
    </Link>
  );
}
