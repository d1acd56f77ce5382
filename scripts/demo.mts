/**
 * npm run demo [-- --check] [-- --port <port>]
 *
 * Starts NocoBase with the plugin, a local stand-in for Microsoft with filled mailboxes, sample customers and
 * a page of blocks. `--check` plays the whole story in a headless browser and exits.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startBed } from '../__tests__/bed/index';
import { demoShared, demoUsers, seedMailbox, SUPPORT } from '../__tests__/bed/seed';
import { DEMO_USER, pointAtStandIn, prepareSampleApp } from '../__tests__/e2e/prepare';
import { playStory, StoryFailure } from '../__tests__/e2e/story';
import { hostDir } from './host/options.mts';
import { startHost } from './host.mts';

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, port: { type: 'string' }, dir: { type: 'string' } },
});
const dir = hostDir({ dir: values.dir ?? '.host-demo' });
const say = (sentence: string) => console.log(sentence);
const stops: Array<() => Promise<void>> = [];

let stopping: Promise<void> | null = null;
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const stop of stops.splice(0).reverse()) await stop().catch(() => undefined);
  })();
  return stopping;
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    say('\nStopping …');
    void stopAll().then(() => process.exit(130));
  });
}

async function run(): Promise<void> {
  const started = performance.now();
  say('Starting the local stand-in for Microsoft …');
  const bed = await startBed({ profile: 'npm', users: demoUsers, shared: [demoShared] });
  stops.push(() => bed.stop());
  for (const user of [...demoUsers, SUPPORT]) await seedMailbox(bed.mailbox(user.address), user);
  // The stand-in's mailboxes are in memory, so each demo starts from scratch.
  await rm(dir, { recursive: true, force: true });
  const host = await startHost({
    dir,
    port: values.port === undefined ? undefined : Number(values.port),
    env: { NODE_EXTRA_CA_CERTS: bed.caFile },
    say,
  });
  stops.push(() => host.stop());
  say('Creating the sample customers and the page …');
  await pointAtStandIn(host, bed);
  const { pageUid } = await prepareSampleApp(host);
  const seconds = Math.round((performance.now() - started) / 1000);

  if (values.check) {
    await playStory({ host, bed, client: 'admin', pageUid, inBulk: true, say });
    say(`The demo works: the whole story ran in ${Math.round((performance.now() - started) / 1000)} s.`);
    return;
  }
  say(`
Ready after ${seconds} s: ${host.url}admin   (the new client: ${host.url}v/admin)
Sign in with ${DEMO_USER.email} and ${DEMO_USER.password}

What to try:
  1. Settings → Email manager → Microsoft: paste the client ID and client secret, then save.
       client ID      ${bed.clientId}
       client secret  ${bed.clientSecret}
  2. Click the envelope in the top bar, then "Connect Outlook", and sign in as ${demoUsers[0]?.address} at the stand-in.
  3. Read, flag, move, and answer messages: whole conversations, or single messages (View, above the list). Search all
     folders for "barometers OR larger:1M", answer the invitation in the inbox, press Ctrl+A and select the whole list,
     sort it and turn on notifications, on the desktop and in NocoBase (View), and double-click a message to read it in
     its own window. Press l to label a conversation "Follow up", then click that label below the folders. Press b to
     snooze one for two minutes (pick a time), find it under Snoozed, and wait until it's back. Let the menu of a message
     remind you of it ("Remind me about this…"), see "Follow up" above the folders, add a note to a conversation, and link
     one to a customer ("Link to record…"). From the menu next to the address, add the shared mailbox
     ${SUPPORT.address}; all inboxes are then in one list. Set the browser to offline (developer tools, Network), keep
     reading and archiving, and go back online. Make the window narrow, emulate touch, and swipe messages.
  4. Answer a message: you write below it, and the button at the top right moves the answer to a window. Paste a table from
     a spreadsheet, and click the three dots to edit the original. Write a message, close its window, and continue it from
     Drafts, here or in another browser at the same time. Attach a file from another message (the paper clip), save several
     recipients as a group (click one of them), and ask to be reminded if nobody answers (the menu beside Send). Send it and
     press Undo, or send it tomorrow morning; it waits in the outbox. Forward a message as an attachment and send one again
     (the message's menu). Press ; on a message to answer it with a template, and open "Templates…" and "Groups…" in the
     menu next to the address to change yours.
  5. Open the page "Customers and mail" (${host.url}admin/${pageUid}): emails next to the customers who sent them.
     Click View beside a customer: their emails are in the pop-up.
  6. On that page, select a customer, click "Compose email" and insert the template "Thank you for your inquiry".
  7. On that page, select several customers, or none, and click "Compose email": everyone gets a message of their own. Insert
     a variable, look at each person's preview, and start it; follow it under "Bulk email" above the folders, and read the
     copies in Sent.
  8. As an administrator, in Settings → Email manager: choose "Customers" as an address book, so that they're suggested as
     recipients and shown above the text of their messages, and write a company signature with your name as a variable.
  9. In Settings → Workflow, create a workflow with the trigger "Email event" for your mailbox, allow it there, add the
     node "Reply to email", and turn it on. In the mailbox's menu, "Workflows…" shows what you have allowed.
Press Ctrl+C to stop.`);
  await new Promise<void>((resolve) => stops.unshift(async () => resolve()));
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof StoryFailure)
    console.error(`Screenshot: ${path.relative(process.cwd(), error.screenshot)}`);
  process.exitCode = 1;
} finally {
  await stopAll();
  process.exit();
}
