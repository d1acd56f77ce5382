import { z } from 'zod';
import { GRANT_POWERS, type GrantPower, type Id, type WorkflowGrantView } from '../../common';
import type { MailContext } from '../context';
import { MailError } from '../errors';
import { pushHint } from '../push';
import { addGrant, grantsOf, removeGrant, type GrantRow } from '../store/workflows/grants';
import { askingWorkflows, findWorkflows, type HostWorkflow } from '../store/workflows/hostWorkflows';
import { accessibleAccountIds, ownAccount, ownRow } from './access';
import { change, read, type ActionTable } from './action';
import { callerOf } from './caller';
import { compareNames } from './nameOrder';
import { rowId, text } from './parameters';

const GRANT = z.object({
  accountId: rowId,
  workflowKey: text(100).min(1),
  allows: z.array(z.enum(GRANT_POWERS)).min(1).max(GRANT_POWERS.length),
});

/** What an account's owner allows workflows. Nobody else sees or changes it. */
export const grantActions: ActionTable = {
  'mailGrants:list': read({ accountId: rowId.optional() }, async (mail, http, { accountId }) => {
    const ids =
      accountId === undefined
        ? await accessibleAccountIds(mail, callerOf(http))
        : [(await ownAccount(mail, http, accountId)).id];
    http.body = (await viewsFor(mail, ids)) satisfies WorkflowGrantView[];
  }),

  'mailGrants:create': change({ values: GRANT }, async (mail, http, { values }) => {
    const { id: accountId } = await ownAccount(mail, http, values.accountId);
    const [workflow] = await findWorkflows(mail, { key: values.workflowKey });
    if (!workflow) throw new MailError('not-found');
    const grant = await addGrant(mail, callerOf(http), { ...values, accountId });
    http.body = viewOf(accountId, { workflow, grant }) satisfies WorkflowGrantView;
    tell(mail, callerOf(http), accountId);
  }),

  'mailGrants:destroy': change({ filterByTk: rowId }, async (mail, http, { filterByTk }) => {
    const { id, accountId } = await ownRow<GrantRow>(mail, http, 'mailGrants', filterByTk);
    await removeGrant(mail, id);
    http.body = {};
    tell(mail, callerOf(http), accountId);
  }),
};

/** For each account, the workflows that want something of it and those that may do something, by title. */
async function viewsFor(mail: MailContext, accountIds: readonly Id[]): Promise<WorkflowGrantView[]> {
  const asking = await askingWorkflows(mail, accountIds);
  const grants = await grantsOf(mail, accountIds);
  const known = new Map(asking.map((workflow) => [workflow.key, workflow as HostWorkflow]));
  const others = grants.map(({ grantee }) => grantee).filter((key) => !known.has(key));
  for (const workflow of others.length > 0 ? await findWorkflows(mail, { key: others }) : [])
    known.set(workflow.key, workflow);
  const views = accountIds.flatMap((accountId) => {
    const ofAccount = grants.filter((grant) => String(grant.accountId) === String(accountId));
    const wanting = asking.filter(({ wants }) => wants.has(String(accountId)));
    const keys = new Set([...wanting.map(({ key }) => key), ...ofAccount.map(({ grantee }) => grantee)]);
    return [...keys].map((key) =>
      viewOf(accountId, {
        workflow: known.get(key),
        wants: wanting.find((each) => each.key === key)?.wants.get(String(accountId)),
        grant: ofAccount.find(({ grantee }) => grantee === key),
      }),
    );
  });
  return views.sort((one, other) => compareNames(one.title, other.title));
}

interface Facts {
  workflow?: HostWorkflow;
  wants?: GrantPower[];
  grant?: GrantRow;
}

const viewOf = (accountId: Id, { workflow, wants = [], grant }: Facts): WorkflowGrantView => ({
  id: grant?.id ?? null,
  accountId,
  workflowKey: workflow?.key ?? grant?.grantee ?? '',
  title: workflow?.title ?? '',
  enabled: workflow?.enabled ?? false,
  wants: GRANT_POWERS.filter((power) => wants.includes(power)),
  allows: grant?.allows ?? [],
  since: grant ? new Date(grant.createdAt).toISOString() : null,
});

const tell = (mail: MailContext, userId: Id, accountId: Id): void =>
  pushHint(mail, userId, { accountId, folderIds: [], what: ['account'] });
