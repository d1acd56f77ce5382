import { useParams } from 'react-router-dom';
import { MessageWindow } from './MessageWindow';

/** The page `/admin/mail/message/:id`: one message and nothing else. */
export default function MessageWindowPage() {
  const { id = '' } = useParams();
  return <MessageWindow key={id} messageId={id} />;
}
