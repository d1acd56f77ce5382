import { Flex, theme, type InputRef } from 'antd';
import { useMemo, useRef } from 'react';
import { folderFor, sameAddress, type FolderRole } from '../../../common';
import { hitFinder } from '../../components/hits/find-hits';
import { HitsContext } from '../../components/hits/HitsContext';
import { LabelDialog } from '../../components/labels/LabelDialog';
import { LinkDialog } from '../../components/records/LinkDialog';
import { useT } from '../../locale';
import { VIEWS } from '../../mail-center/data/views';
import { folderName } from '../../mail-center/folders/roles';
import { useLayout } from '../../mail-center/layout/useLayout';
import { ListPane } from '../../mail-center/ListPane';
import { ReaderPane } from '../../mail-center/ReaderPane';
import { useMailCenter } from '../../mail-center/useMailCenter';
import { BlockNote } from '../BlockNote';
import { BlockShell, type ConnectedMailbox } from '../BlockShell';
import { listKeys } from './list-keys';
import type { InboxSettings } from './settings';
import { useBlockLocation } from './useBlockLocation';

/** Pixels, unless the builder of the page chose a height. */
const HEIGHT = 560;

export interface InboxProps {
  settings: InboxSettings;
  /** Whether the block has a height of its own, which the list and the reader fill. */
  fills: boolean;
}

/** A list of messages and the open one, side by side or one after the other. */
export function Inbox({ settings, fills }: InboxProps) {
  const t = useT();
  return (
    <Flex
      vertical
      style={fills ? { flex: 1, minHeight: 0 } : { height: HEIGHT }}
      data-testid="mail-inbox-block"
    >
      <BlockShell>
        {(mailbox) => {
          const own = withOnly(mailbox, settings.mailboxes);
          return own.accounts.length > 0 ? (
            <Panes mailbox={own} settings={settings} />
          ) : (
            <BlockNote
              title={t('You have not connected this mailbox')}
              text={t('This block shows {{mailboxes}}.', { mailboxes: settings.mailboxes.join(', ') })}
            />
          );
        }}
      </BlockShell>
    </Flex>
  );
}

/** The mailboxes that the block shows. */
function withOnly(mailbox: ConnectedMailbox, addresses: readonly string[]): ConnectedMailbox {
  if (addresses.length === 0) return mailbox;
  const accounts = mailbox.accounts.filter(({ address }) =>
    addresses.some((each) => sameAddress(each, address)),
  );
  const ids = new Set(accounts.map(({ id }) => String(id)));
  return { ...mailbox, accounts, folders: new Map([...mailbox.folders].filter(([id]) => ids.has(id))) };
}

/** Where the block begins: a list over all of its mailboxes, or the folder of the only one. */
function beginOf({ accounts, folders }: ConnectedMailbox, { folder }: InboxSettings): string | null {
  const view = VIEWS.find((each) => each === (folder === 'inbox' ? 'all-inboxes' : folder));
  if (view && (folder !== 'inbox' || accounts.length > 1)) return view;
  for (const { id } of accounts) {
    const found = folderFor(folders.get(String(id)) ?? [], folder as FolderRole);
    if (found) return String(found.id);
  }
  return null;
}

function Panes({ mailbox, settings }: { mailbox: ConnectedMailbox; settings: InboxSettings }) {
  const t = useT();
  const { token } = theme.useToken();
  const root = useRef<HTMLDivElement>(null);
  const searchRef = useRef<InputRef>(null);
  const { panes } = useLayout(root);
  const { accounts, folders, refresh } = mailbox;
  const key = settings.mailboxes.length > 0 ? accounts.map(({ id }) => id).join() : '';
  const only = useMemo(() => (key === '' ? undefined : key.split(',')), [key]);
  const location = useBlockLocation(beginOf(mailbox, settings), settings.search);
  const state = useMailCenter({ accounts, folders, refresh, location, only });
  const hits = useMemo(() => hitFinder(state.query.search), [state.query.search]);
  const { rows: labelled } = state.labelling;
  const alone = panes === 'one';
  const onKeys = listKeys(state);
  const list = (
    <ListPane state={state} withCompose searchRef={searchRef} narrow={alone} reading={undefined} />
  );
  const reader = (
    <ReaderPane
      messageId={location.message}
      conversations={state.conversations}
      row={state.openRow}
      selected={state.everything.chosen?.count ?? state.selection.rows.length}
      back={alone ? (state.folder ? folderName(state.folder, t) : t('Mail')) : undefined}
      withKeys={false}
      onClose={() => location.openMessage(null)}
      onChanged={() => void state.list.reload()}
    />
  );
  const border = `1px solid ${token.colorBorderSecondary}`;
  return (
    <HitsContext.Provider value={hits}>
      <Flex
        ref={root}
        style={{ flex: 1, minHeight: 0, border, borderRadius: token.borderRadius, overflow: 'hidden' }}
      >
        {alone ? (
          <div style={{ flex: 1, minWidth: 0 }} onKeyDown={location.message === null ? onKeys : undefined}>
            {location.message === null ? list : reader}
          </div>
        ) : (
          <>
            <div
              style={{ flex: 'none', width: 'min(360px, 42%)', borderInlineEnd: border }}
              onKeyDown={onKeys}
            >
              {list}
            </div>
            <div style={{ flex: 1, minWidth: 0 }}>{reader}</div>
          </>
        )}
      </Flex>
      <LabelDialog
        open={labelled !== null}
        on={(labelled ?? []).map(({ labels = [] }) => labels)}
        onToggle={state.labelling.toggle}
        onClose={state.labelling.close}
      />
      <LinkDialog about={state.linking.about} onClose={state.linking.close} />
    </HitsContext.Provider>
  );
}
