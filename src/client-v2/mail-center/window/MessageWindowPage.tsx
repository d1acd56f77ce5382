import { useParams } from 'react-router-dom';
import { LabelsProvider } from '../../components/labels/LabelsProvider';
import { MessageWindow } from './MessageWindow';

/** The page `/admin/mail/message/:id`: one message and nothing else. */
export default function MessageWindowPage() {
  const { id = '' } = useParams();
  return (
    <LabelsProvider>
      <MessageWindow key={id} messageId={id} />
    </LabelsProvider>
  );
}
