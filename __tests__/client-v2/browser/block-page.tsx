import { useParams } from 'react-router-dom';
import { Inbox } from '../../../src/client-v2/blocks/inbox/Inbox';
import { inboxSettings } from '../../../src/client-v2/blocks/inbox/settings';
import { RecordMail } from '../../../src/client-v2/blocks/record/RecordMail';
import { recordMailSettings } from '../../../src/client-v2/blocks/record/settings';

declare global {
  interface Window {
    /** Tells the block that its record may have changed. */
    recordChanged?: () => void;
  }
}

const onRecordChanged = (listener: () => void) => {
  window.recordChanged = listener;
  return () => undefined;
};

/** A block in a card of its own; its settings are in the address of the page. */
export function BlockPage() {
  const { name } = useParams();
  const stored = JSON.parse(new URLSearchParams(location.search).get('settings') ?? '{}') as Record<
    string,
    unknown
  >;
  return (
    <main style={{ padding: 16, display: 'flex', flexDirection: 'column' }}>
      {name === 'inbox' && <Inbox settings={inboxSettings(stored)} fills={false} />}
      {name === 'record' && (
        <RecordMail
          record={{ collection: 'customers', id: 7 }}
          settings={recordMailSettings(stored)}
          onRecordChanged={onRecordChanged}
        />
      )}
    </main>
  );
}
