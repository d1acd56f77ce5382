import { Drawer, Flex, theme, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { openComposer } from '../components';
import { useT } from '../locale';
import { isTroubled, useOperations } from './data/useOperations';
import { remedyOf } from './folders/account-state';
import { AccountBanner } from './folders/AccountBanner';
import { FolderPane } from './folders/FolderPane';
import { folderName } from './folders/roles';
import { ShortcutsHelp } from './keyboard/ShortcutsHelp';
import { Splitter } from './layout/Splitter';
import type { Panes } from './layout/useLayout';
import { useStoredWidth } from './layout/useStoredWidth';
import { ListPane } from './ListPane';
import { OUTBOX } from './location';
import { OutboxPane } from './outbox/OutboxPane';
import { ReaderPane } from './ReaderPane';
import { useMailCenter, type MailCenterInput } from './useMailCenter';
import { useMailShortcuts } from './useMailShortcuts';

const FOLDERS_WIDTH = 240;
const LIST_WIDTH = { min: 280, max: 560, initial: 380 };

/** Folders, the mails of one, and the one that is read: side by side, or one after another. */
export function MailCenter({ panes, ...input }: MailCenterInput & { panes: Panes }) {
  const t = useT();
  const { token } = theme.useToken();
  const state = useMailCenter(input);
  const operations = useOperations();
  const searchRef = useRef<InputRef>(null);
  const { helpOpen, closeHelp } = useMailShortcuts(state, panes, searchRef);
  const [menuOpen, setMenuOpen] = useState(false);
  const [listWidth, setListWidth] = useStoredWidth('list', LIST_WIDTH.initial);
  const { location } = state;
  const onMenu = panes === 'three' ? undefined : () => setMenuOpen(true);

  const folderPane = (
    <FolderPane
      accounts={input.accounts}
      folders={state.folders}
      active={state.outboxOpen ? OUTBOX : state.folder ? String(state.folder.id) : null}
      outbox={{
        waiting: operations.operations.length,
        troubled: operations.operations.filter(isTroubled).length,
      }}
      onOpen={(folder) => {
        setMenuOpen(false);
        location.openFolder(folder);
      }}
      onCompose={() => {
        setMenuOpen(false);
        openComposer({ accountId: state.account?.id });
      }}
      onChanged={() => void input.refresh()}
      onDropMails={state.drop}
    />
  );
  const listPane = <ListPane state={state} onMenu={onMenu} searchRef={searchRef} />;
  const readerPane = (
    <ReaderPane
      messageId={location.message}
      selected={state.selection.rows.length}
      back={panes === 'one' ? (state.folder ? folderName(state.folder, t) : t('Mail')) : undefined}
      onClose={() => location.openMessage(null)}
      onChanged={() => void state.list.reload()}
    />
  );

  return (
    <>
      {input.accounts
        // A sign-in that is needed is said wherever one is; the rest where it matters.
        .filter((account) => account.id === state.account?.id || remedyOf(account) === 'reconnect')
        .map((account) => (
          <AccountBanner key={account.id} account={account} accounts={input.accounts} />
        ))}
      <Flex style={{ flex: 1, minHeight: 0 }}>
        {panes === 'three' ? (
          <div
            style={{
              flex: 'none',
              width: FOLDERS_WIDTH,
              background: token.colorBgLayout,
              borderInlineEnd: `1px solid ${token.colorBorderSecondary}`,
            }}
          >
            {folderPane}
          </div>
        ) : (
          <Drawer
            open={menuOpen}
            onClose={() => setMenuOpen(false)}
            placement="left"
            width={300}
            title={t('Mail')}
            styles={{ body: { padding: 0 } }}
          >
            {folderPane}
          </Drawer>
        )}
        {state.outboxOpen ? (
          <OutboxPane data={operations} accounts={input.accounts} onMenu={onMenu} />
        ) : panes === 'one' ? (
          <div style={{ flex: 1, minWidth: 0 }}>{location.message === null ? listPane : readerPane}</div>
        ) : (
          <>
            <div style={{ flex: 'none', width: panes === 'two' ? `min(${listWidth}px, 42%)` : listWidth }}>
              {listPane}
            </div>
            <Splitter width={listWidth} min={LIST_WIDTH.min} max={LIST_WIDTH.max} onWidth={setListWidth} />
            <div style={{ flex: 1, minWidth: 0 }}>{readerPane}</div>
          </>
        )}
        <ShortcutsHelp open={helpOpen} onClose={closeHelp} />
      </Flex>
    </>
  );
}
