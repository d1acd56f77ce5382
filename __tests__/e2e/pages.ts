import type { Caller } from '../server/caller';
import { child, column, createEmptyPage, post, resource, save, uid } from './pageParts';
import { emailsOf, viewAction } from './recordPopup';

/** Where a page lies, and the blocks on it. */
export interface MailPage {
  /** Opened at `admin/<pageUid>` and `v/admin/<pageUid>`. */
  pageUid: string;
  customersUid: string;
  mailsUid: string;
}

interface MailPageOptions {
  customersCollection: string;
  title?: string;
  /** The customers' field that holds their mail address. */
  emailField?: string;
}

/** The width of a grid, which the host counts in 24 parts. */
const SIZES = [9, 15];

/**
 * Makes, by the host's API, the page a sales team would build: customers on the left, with a button that
 * writes to one or to the selected ones; mails on the right, those of the customer that was clicked.
 */
export async function createMailPage(root: Caller, options: MailPageOptions): Promise<MailPage> {
  const { customersCollection: customers, title = 'Customers and mail', emailField = 'email' } = options;
  const { pageSchemaUid, gridUid } = await createEmptyPage(root, title);
  const customersUid = uid();
  const mailsUid = uid();
  const email = { emailFieldNames: { value: [emailField] }, defaultSelectAllRecords: { value: false } };

  await save(root, {
    ...child(gridUid, 'items', 0),
    uid: customersUid,
    use: 'TableBlockModel',
    stepParams: { ...resource(customers), cardSettings: { titleDescription: { title: 'Customers' } } },
    flowRegistry: { showMails: onRowClick(mailsUid, emailField) },
  });
  await save(root, {
    ...child(customersUid, 'actions', 0),
    uid: uid(),
    use: 'MailSendActionModel',
    stepParams: { sendEmailSettings: email },
  });
  await save(root, column(customersUid, 0, customers, 'name', 130));
  await save(root, column(customersUid, 1, customers, emailField, 190));
  const rowActions = uid();
  await save(root, { ...child(customersUid, 'columns', 2), uid: rowActions, use: 'TableActionsColumnModel' });
  await save(root, {
    ...child(rowActions, 'actions', 0),
    uid: uid(),
    use: 'MailSendActionModel',
    stepParams: {
      sendEmailSettings: email,
      buttonSettings: {
        general: { type: 'link', title: 'Compose email', icon: 'MailOutlined', iconOnly: true },
      },
    },
  });

  const shown = ['name', 'company', emailField];
  await save(root, {
    ...child(rowActions, 'actions', 1),
    ...viewAction(customers, shown, [emailsOf(customers)]),
  });

  await save(root, {
    ...child(gridUid, 'items', 1),
    uid: mailsUid,
    use: 'MailTableBlockModel',
    stepParams: {
      ...resource('mailMessages'),
      cardSettings: { titleDescription: { title: 'Emails' } },
      tableSettings: { defaultSorting: { sort: [{ field: 'receivedAt', direction: 'desc' }] } },
    },
  });
  for (const [index, use] of ['FilterActionModel', 'RefreshActionModel'].entries()) {
    await save(root, { ...child(mailsUid, 'actions', index), uid: uid(), use });
  }
  const mails = [
    ['fromName', 150, 'DisplayTextFieldModel'],
    ['subject', 300, 'DisplayTextFieldModel'],
    ['receivedAt', 160, 'DisplayDateTimeFieldModel'],
    ['hasAttachments', 130, 'DisplayCheckboxFieldModel'],
  ] as const;
  for (const [index, [field, width, use]] of mails.entries()) {
    await save(root, column(mailsUid, index, 'mailMessages', field, width, use));
  }
  const rows = { main: [[customersUid], [mailsUid]] };
  await post(root, 'flowSurfaces:setLayout', {
    target: { uid: gridUid },
    rows,
    sizes: { main: SIZES },
    rowOrder: ['main'],
  });
  return { pageUid: pageSchemaUid, customersUid, mailsUid };
}

/** The host's own event flow: the clicked row's address becomes the other table's data scope, a second click lifts it. */
const onRowClick = (targetBlockUid: string, emailField: string) => ({
  title: 'Show the mails of this customer',
  on: { eventName: 'rowClick' },
  steps: {
    scope: {
      use: 'setTargetDataScope',
      defaultParams: {
        targetBlockUid,
        filter: {
          logic: '$and',
          items: [
            { path: 'addresses.address', operator: '$eq', value: `{{ ctx.clickedRowRecord.${emailField} }}` },
          ],
        },
      },
    },
  },
});
