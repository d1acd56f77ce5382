import { ActionModel, ActionSceneEnum } from '../host/models';
import type { FlowRuntime, MultiRecordResource } from '../host/models';
import { openComposer } from '../components/composer/composer-store';
import { NAMESPACES } from '../locale';
import { defaultEmailFields, emailFieldOptions, recipientsOf, recordRef } from './email-fields';
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
    compose: {
      handler: async (ctx) => {
        const rows = await chosenRows(ctx);
        const several = rows.length > 1;
        const fields = ctx.steps.emailFieldNames?.result as string[];
        const { valid, invalid } = recipientsOf(rows, fields, ctx.collection?.titleCollectionField?.name);
        const t = (key: string, values: Record<string, unknown>) => ctx.t(key, { ns: NAMESPACES, ...values });
        if (invalid.length) {
          ctx.message.warning(
            t('Left out, not a valid address: {{addresses}}', { addresses: invalid.slice(0, 5).join(', ') }),
          );
        }
        if (valid.length > MAX_RECIPIENTS) {
          ctx.message.error(
            t('That is more than {{count}} recipients. Select fewer rows.', { count: MAX_RECIPIENTS }),
          );
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

/**
 * Returns the record the button belongs to, otherwise the selected rows, otherwise none or all, depending on
 * the settings.
 */
async function chosenRows(ctx: Runtime): Promise<Array<Record<string, unknown>>> {
  if (ctx.record) return [ctx.record];
  const resource = ctx.blockModel?.resource;
  const selected = resource?.getSelectedRows?.() ?? [];
  if (selected.length || !resource || !ctx.steps.defaultSelectAllRecords?.result) return selected;
  const params = { page: 1, pageSize: MAX_RECIPIENTS, filter: JSON.stringify(resource.getFilter() ?? {}) };
  const { data } = await resource.runAction<Array<Record<string, unknown>>, unknown>('list', {
    method: 'get',
    params,
  });
  return data;
}
