import {
  ACTION_LOOKS,
  BULK_ACTIONS,
  isMailAction,
  ROW_ACTIONS,
  type MailAction,
} from '../blocks/table/mail-actions';
import { ActionModel, ActionSceneEnum } from '../host/models';
import type { Collection, FlowRuntime, MenuContext } from '../host/models';
import type { Id } from '../../common';
import { NAMESPACES } from '../locale';
import { isId } from './email-fields';
import type { MailTable } from './MailTableView';
import { label } from './text';

type Runtime = FlowRuntime<ActionModel> & {
  blockModel?: Partial<MailTable> & { resource?: { getSelectedRows?(): Array<Record<string, unknown>> } };
};
type ActionMenu = MenuContext & { collection?: Collection; blockModel?: { collection?: Collection } };

/** Every action needs only that its message may be seen: it's the person's own. */
class MailActionModel extends ActionModel {
  override defaultProps = { title: label('Email action'), icon: 'MailOutlined' };

  override getAclActionName(): string {
    return 'view';
  }
}

/** Something to do with the message of a row. */
export class MailRecordActionModel extends MailActionModel {
  static override scene = ActionSceneEnum.record;
}

/** Something to do with the selected messages. */
export class MailBulkActionModel extends MailActionModel {
  static override scene = ActionSceneEnum.collection;
}

const isMailBlock = (ctx: MenuContext): boolean => {
  const { collection, blockModel } = ctx as ActionMenu;
  return (collection ?? blockModel?.collection)?.name === 'mailMessages';
};

const choices = (use: string, actions: readonly MailAction[], type: string) => () =>
  actions.map((action) => {
    const title = label(ACTION_LOOKS[action].title);
    const general = { type, title, icon: ACTION_LOOKS[action].icon };
    return {
      ...{ key: `${use}-${action}`, label: title, useModel: use },
      createModelOptions: () => ({
        use,
        stepParams: { mailAction: { run: { action } }, buttonSettings: { general } },
      }),
    };
  });

MailRecordActionModel.define({
  label: label('Email actions'),
  sort: 60,
  hide: (ctx) => !isMailBlock(ctx),
  children: choices('MailRecordActionModel', [...ROW_ACTIONS, ...BULK_ACTIONS], 'link'),
});

MailBulkActionModel.define({
  label: label('Email actions'),
  sort: 60,
  hide: (ctx) => !isMailBlock(ctx),
  children: choices('MailBulkActionModel', BULK_ACTIONS, 'default'),
});

for (const Model of [MailRecordActionModel, MailBulkActionModel])
  Model.registerFlow({
    key: 'mailAction',
    on: 'click',
    steps: {
      run: {
        handler(ctx: Runtime, { action }) {
          const rows = ctx.record ? [ctx.record] : (ctx.blockModel?.resource?.getSelectedRows?.() ?? []);
          const ids = rows.map(({ id }) => id).filter((id): id is Id => isId(id));
          if (ids.length === 0) ctx.message.info(ctx.t('Select at least one message.', { ns: NAMESPACES }));
          else if (isMailAction(action)) ctx.blockModel?.perform?.(action, ids);
        },
      },
    },
  });
