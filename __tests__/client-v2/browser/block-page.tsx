import { useParams } from 'react-router-dom';
import { Inbox } from '../../../src/client-v2/blocks/inbox/Inbox';
import { inboxSettings } from '../../../src/client-v2/blocks/inbox/settings';
import { RecordMail } from '../../../src/client-v2/blocks/record/RecordMail';
import { recordMailSettings } from '../../../src/client-v2/blocks/record/settings';
import type { MailAction } from '../../../src/client-v2/blocks/table/mail-actions';
import { MailTableView, type MailTable } from '../../../src/client-v2/models/MailTableView';

declare global {
  interface Window {
    /** Tells the block that its record may have changed. */
    recordChanged?: () => void;
    /** Clicks a button of a table of messages, for these ones. */
    performInTable(action: string, ids: readonly string[]): void;
    /** How often the table has been loaded again. */
    tableRefreshed?: number;
    /** The messages that have left it. */
    deselected?: unknown[];
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
      {name === 'table' && <MailTableView model={table}>A table</MailTableView>}
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

/** Stands in for the block's model, as far as its view uses it. */
const table: MailTable = {
  openMail: null,
  perform: null,
  refreshQuietly() {
    window.tableRefreshed = (window.tableRefreshed ?? 0) + 1;
    return Promise.resolve();
  },
  deselect: (ids) => void (window.deselected = [...(window.deselected ?? []), ...ids]),
  clearHighlight: () => undefined,
};
window.performInTable = (action, ids) => table.perform?.(action as MailAction, ids);
