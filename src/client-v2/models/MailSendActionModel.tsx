import { ActionModel, ActionSceneEnum } from '../host/models';
import type { FlowRuntime, MultiRecordResource } from '../host/models';
import { MOST_CAMPAIGN_RECIPIENTS, type RecipientSource } from '../../common';
import { openCampaign } from '../components/campaigns/campaign-store';
import { openComposer } from '../components/composer/composer-store';
import { NAMESPACES } from '../locale';
import { sourceOfAll, sourceOfRows } from './bulk-recipients';
import { defaultEmailFields, emailFieldOptions, recipientsOf, recordRef, type Row } from './email-fields';
import { label } from './text';

/** Most providers allow this many recipients per message. */
const MAX_RECIPIENTS = 500;

/**
 * "Compose email" for a record, or for the selected rows of a table. The names of this model, its icon and
 * its step parameters are fixed by the host's own catalogue of actions (`composeEmail`).
 */
export class MailSendActionModel extends ActionModel {
  static override scene = ActionSceneEnum.all;

  override defaultProps = { title: label('Compose email'), icon: 'MailOutlined' };

  /** Nothing is changed, so anyone who may see the record may write to it. */
  override getAclActionName(): string {
    return 'view';
  }
}

MailSendActionModel.define({ label: label('Compose email'), sort: 70 });

MailSendActionModel.registerFlow({
  key: 'sendEmailSettings',
  title: label('Email settings'),
  on: 'click',
  steps: {
    emailFieldNames: {
      title: label('Email fields'),
      uiSchema: (ctx) => ({
        value: {
          type: 'array',
          title: label('Fields with the recipients’ addresses'),
          'x-decorator': 'FormItem',
          'x-component': 'Select',
          'x-component-props': { mode: 'multiple' },
          enum: emailFieldOptions(ctx.collection),
        },
      }),
      defaultParams: (ctx) => ({ value: defaultEmailFields(ctx.collection) }),
      handler: (_ctx, { value }) => (Array.isArray(value) ? value.map(String) : []),
    },
    defaultSelectAllRecords: {
      title: label('When no row is selected, write to all'),
      uiMode: { type: 'switch', key: 'value' },
      hideInSettings: (ctx) => Boolean(ctx.record),
      defaultParams: () => ({ value: false }),
      // The host's catalogue declares it a string in one place and a boolean in another.
      handler: (_ctx, { value }) => value === true || value === 'true',
    },
    severalRows: {
      title: label('When several rows are selected'),
      uiMode: {
        type: 'select',
        key: 'value',
        props: {
          options: [
            { value: 'own', label: label('A message of their own for each person') },
            { value: 'bcc', label: label('One message, everybody in Bcc') },
          ],
        },
      },
      hideInSettings: (ctx) => Boolean(ctx.record),
      defaultParams: () => ({ value: 'own' }),
      handler: (_ctx, { value }) => (value === 'bcc' ? 'bcc' : 'own'),
    },
    compose: {
      handler: async (ctx) => {
        const fields = ctx.steps.emailFieldNames?.result as string[];
        const isBulk = ctx.steps.severalRows?.result === 'own';
        if (isBulk && isForAll(ctx) && openBulkToAll(ctx, fields)) return;
        const rows = await chosenRows(ctx);
        const several = rows.length > 1;
        if (isBulk && several) return openBulk(ctx, sourceOfRows(ctx.collection, rows, fields), rows.length);
        const { valid, invalid } = recipientsOf(rows, fields, ctx.collection?.titleCollectionField?.name);
        if (invalid.length) {
          ctx.message.warning(
            text(ctx, 'Left out, not a valid address: {{addresses}}', {
              addresses: invalid.slice(0, 5).join(', '),
            }),
          );
        }
        if (valid.length > MAX_RECIPIENTS) {
          refuse(ctx, MAX_RECIPIENTS);
          return;
        }
        const large = ctx.model.getStepParams('popupSettings', 'openView')?.mode === 'dialog';
        // Customers don't see each other's addresses unless the writer moves them.
        const record = several ? undefined : recordRef(ctx.collection, rows.at(0));
        openComposer(several ? { bcc: valid } : { to: valid, record }, large ? 'expanded' : 'docked');
      },
    },
  },
});

type Runtime = FlowRuntime<MailSendActionModel> & { blockModel?: { resource?: MultiRecordResource } };

const text = (ctx: Runtime, key: string, values: Record<string, unknown>): string =>
  ctx.t(key, { ns: NAMESPACES, ...values });

const refuse = (ctx: Runtime, count: number): void =>
  ctx.message.error(text(ctx, 'That is more than {{count}} recipients. Select fewer rows.', { count }));

/** Opens a bulk email to so many records over the page. */
function openBulk(ctx: Runtime, recipients: RecipientSource, count: number): void {
  if (count > MOST_CAMPAIGN_RECIPIENTS) refuse(ctx, MOST_CAMPAIGN_RECIPIENTS);
  else openCampaign({ recipients });
}

/** The same to all rows of the block. Returns false if the server can't find them. */
function openBulkToAll(ctx: Runtime, fields: string[]): boolean {
  const { resource } = ctx.blockModel ?? {};
  const all = sourceOfAll(ctx.collection, resource?.getFilter(), fields);
  if (all) openBulk(ctx, all, Number(resource?.getMeta('count') ?? 0));
  return all !== undefined;
}

const selectedRows = (ctx: Runtime): Row[] => ctx.blockModel?.resource?.getSelectedRows?.() ?? [];

/** Whether no row is selected, and that means all. */
const isForAll = (ctx: Runtime): boolean =>
  !ctx.record &&
  ctx.blockModel?.resource !== undefined &&
  selectedRows(ctx).length === 0 &&
  ctx.steps.defaultSelectAllRecords?.result === true;

/**
 * Returns the record the button belongs to, otherwise the selected rows, otherwise none or all, depending on
 * the settings.
 */
async function chosenRows(ctx: Runtime): Promise<Row[]> {
  if (ctx.record) return [ctx.record];
  const resource = ctx.blockModel?.resource;
  if (!resource || !isForAll(ctx)) return selectedRows(ctx);
  const params = { page: 1, pageSize: MAX_RECIPIENTS, filter: JSON.stringify(resource.getFilter() ?? {}) };
  const { data } = await resource.runAction<Row[], unknown>('list', { method: 'get', params });
  return data;
}
