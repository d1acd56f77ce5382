import type { Caller } from '../server/caller';

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

interface ModelNode {
  uid: string;
  use: string;
  parentId?: string;
  subKey?: string;
  subType?: 'array' | 'object';
  sortIndex?: number;
  stepParams?: Record<string, unknown>;
  flowRegistry?: Record<string, unknown>;
  subModels?: Record<string, unknown>;
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

/** A page in the menu with nothing on it. */
export async function createEmptyPage(
  root: Caller,
  title: string,
): Promise<{ pageSchemaUid: string; gridUid: string }> {
  const menu = await post<{ routeId: number }>(root, 'flowSurfaces:createMenu', {
    title,
    type: 'item',
    icon: 'MailOutlined',
  });
  return post(root, 'flowSurfaces:createPage', { menuRouteId: menu.routeId, title, enableTabs: false });
}

const resource = (collectionName: string) => ({
  resourceSettings: { init: { dataSourceKey: 'main', collectionName } },
});

const child = (parentId: string, subKey: string, sortIndex: number) => ({
  parentId,
  subKey,
  subType: 'array' as const,
  sortIndex,
});

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

const column = (
  parentId: string,
  sortIndex: number,
  collectionName: string,
  fieldPath: string,
  width: number,
  use = 'DisplayTextFieldModel',
): ModelNode => ({
  ...child(parentId, 'columns', sortIndex),
  uid: uid(),
  use: 'TableColumnModel',
  stepParams: {
    fieldSettings: { init: { dataSourceKey: 'main', collectionName, fieldPath } },
    tableColumnSettings: { width: { width } },
  },
  subModels: { field: { uid: uid(), use } },
});

const save = (root: Caller, node: ModelNode) =>
  post(root, 'flowModels:save', { flowRegistry: {}, stepParams: {}, ...node });

async function post<T>(root: Caller, action: string, body: unknown): Promise<T> {
  const answer = await root.post<T>(action, { body });
  if (answer.status >= 300)
    throw new Error(`${action} failed: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.data;
}

const uid = (): string => Math.random().toString(36).slice(2, 13).padEnd(11, '0');
