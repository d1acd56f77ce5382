import { Drawer, Flex, theme, type InputRef } from 'antd';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { openComposer } from '../components';
import { hitFinder } from '../components/hits/find-hits';
import { HitsContext } from '../components/hits/HitsContext';
import { LabelDialog } from '../components/labels/LabelDialog';
import { LinkDialog } from '../components/records/LinkDialog';
import { FollowUpsContext } from '../components/reminders/FollowUpsContext';
import { useT } from '../locale';
import { isPausedByProblem, isUnfinished, useCampaigns } from './campaigns/useCampaigns';
import { isTroubled, useOperations } from './data/useOperations';
import { remedyOf } from './folders/account-state';
import { AccountBanner } from './folders/AccountBanner';
import { FolderPane } from './folders/FolderPane';
import { folderName } from './folders/roles';
import { FollowUpPane } from './follow-up/FollowUpPane';
import { useFollowUps } from './follow-up/useFollowUps';
import { ShortcutsHelp } from './keyboard/ShortcutsHelp';
import { Splitter } from './layout/Splitter';
import type { Panes } from './layout/useLayout';
import { READING_PANES } from './layout/reading-pane';
import { useStoredChoice } from './layout/useStoredChoice';
import { useStoredSize } from './layout/useStoredSize';
import { ListPane } from './ListPane';
import { ListSkeleton } from './list/ListSkeleton';
import { BULK, FOLLOW_UP, OUTBOX, useMailLocation } from './location';
import { OutboxPane } from './outbox/OutboxPane';
import { ReaderPane } from './ReaderPane';
import { SkipLink } from './SkipLink';
import { useMailCenter, type MailCenterInput } from './useMailCenter';
import { useMailShortcuts } from './useMailShortcuts';
import { usePageTitle } from './usePageTitle';

const CampaignsPane = lazy(() => import('./campaigns/CampaignsPane'));

const FOLDERS_WIDTH = 240;
const LIST_WIDTH = { min: 280, max: 560, initial: 380 };
const LIST_HEIGHT = { min: 160, max: 700, initial: 320 };

/** Folders, the messages of one, and the open message, side by side or one after another. */
export function MailCenter({ panes, ...input }: Omit<MailCenterInput, 'location'> & { panes: Panes }) {
  const t = useT();
  const { token } = theme.useToken();
  const state = useMailCenter({ ...input, location: useMailLocation() });
  const operations = useOperations();
  const followUps = useFollowUps();
  const campaigns = useCampaigns();
  const searchRef = useRef<InputRef>(null);
  const [reading, setReading] = useStoredChoice('reading-pane', READING_PANES);
  /** Whether an open message replaces the list. */
  const inPlace = panes === 'one' || reading === 'off';
  const { helpOpen, closeHelp } = useMailShortcuts(state, inPlace, searchRef);
  const [menuOpen, setMenuOpen] = useState(false);
  const [listWidth, setListWidth] = useStoredSize('list', LIST_WIDTH.initial);
  const [listHeight, setListHeight] = useStoredSize('list-height', LIST_HEIGHT.initial);
  const { location } = state;
  const { rows: labelled } = state.labelling;
  const hits = useMemo(() => hitFinder(state.query.search), [state.query.search]);
  const name = state.folder ? folderName(state.folder, t) : t('Mail');
  const places = { [OUTBOX]: t('Outbox'), [FOLLOW_UP]: t('Follow up'), [BULK]: t('Bulk email') };
  const place = state.aside ? places[state.aside] : name;
  const read = state.openRow;
  const unread = state.folder?.unread ? `(${state.folder.unread}) ` : '';
  usePageTitle(unread + [read && (read.subject || t('(no subject)')), place].filter(Boolean).join(' – '));
  const onMenu = panes === 'three' ? undefined : () => setMenuOpen(true);

  const folderPane = (
    <FolderPane
      accounts={input.accounts}
      folders={state.folders}
      active={state.aside ?? (state.folder ? String(state.folder.id) : null)}
      outbox={{
        waiting: operations.operations.length,
        troubled: operations.operations.filter(isTroubled).length,
      }}
      followUps={{
        all: followUps.list.length,
        due: followUps.list.filter(({ due }) => due).length,
      }}
      bulk={{
        unfinished: campaigns.list.filter(isUnfinished).length,
        troubled: campaigns.list.filter(isPausedByProblem).length,
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
      onDropMails={(folder) => state.move(state.dragged(), folder)}
      onDropOnLabel={(label) => state.labelRows(state.dragged(), label, true)}
    />
  );
  const listPane = (
    <ListPane
      state={state}
      onMenu={onMenu}
      searchRef={searchRef}
      narrow={panes === 'one'}
      reading={panes === 'one' ? undefined : { pane: reading, onPane: setReading }}
    />
  );
  const readerPane = (
    <ReaderPane
      messageId={location.message}
      conversations={state.conversations}
      row={state.openRow}
      selected={state.everything.chosen?.count ?? state.selection.rows.length}
      back={inPlace ? name : undefined}
      onClose={() => location.openMessage(null)}
      onChanged={() => void state.list.reload()}
    />
  );

  return (
    <FollowUpsContext.Provider value={followUps}>
      <HitsContext.Provider value={hits}>
        {input.accounts
          // A required sign-in is shown everywhere, anything else only where it matters.
          .filter((account) => account.id === state.account?.id || remedyOf(account) === 'reconnect')
          .map((account) => (
            <AccountBanner key={account.id} account={account} accounts={input.accounts} />
          ))}
        {panes === 'three' && !state.aside && <SkipLink />}
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
          {state.aside === OUTBOX ? (
            <OutboxPane data={operations} accounts={input.accounts} onMenu={onMenu} />
          ) : state.aside === BULK ? (
            <Suspense fallback={<ListSkeleton />}>
              <CampaignsPane
                data={campaigns}
                accounts={input.accounts}
                open={location.message}
                onOpen={location.openMessage}
                onOpenMessage={location.openIn}
                onMenu={onMenu}
              />
            </Suspense>
          ) : state.aside ? (
            <FollowUpPane
              data={followUps}
              accounts={input.accounts}
              onMenu={onMenu}
              onOpen={location.openIn}
            />
          ) : inPlace ? (
            <div style={{ flex: 1, minWidth: 0 }}>{location.message === null ? listPane : readerPane}</div>
          ) : reading === 'below' ? (
            <Flex vertical style={{ flex: 1, minWidth: 0 }}>
              <div style={{ flex: 'none', height: `min(${listHeight}px, 60%)` }}>{listPane}</div>
              <Splitter
                of="height"
                size={listHeight}
                min={LIST_HEIGHT.min}
                max={LIST_HEIGHT.max}
                onSize={setListHeight}
              />
              <div style={{ flex: 1, minHeight: 0 }}>{readerPane}</div>
            </Flex>
          ) : (
            <>
              <div style={{ flex: 'none', width: panes === 'two' ? `min(${listWidth}px, 42%)` : listWidth }}>
                {listPane}
              </div>
              <Splitter
                of="width"
                size={listWidth}
                min={LIST_WIDTH.min}
                max={LIST_WIDTH.max}
                onSize={setListWidth}
              />
              <div style={{ flex: 1, minWidth: 0 }}>{readerPane}</div>
            </>
          )}
          <LabelDialog
            open={labelled !== null}
            on={(labelled ?? []).map(({ labels = [] }) => labels)}
            onToggle={state.labelling.toggle}
            onClose={state.labelling.close}
          />
          <LinkDialog about={state.linking.about} onClose={state.linking.close} />
          <ShortcutsHelp open={helpOpen} onClose={closeHelp} />
        </Flex>
      </HitsContext.Provider>
    </FollowUpsContext.Provider>
  );
}
