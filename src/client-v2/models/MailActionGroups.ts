import { CollectionActionGroupModel, RecordActionGroupModel, type MenuContext } from '../host/models';

/** Actions that change rows of a table, which nobody may do with messages: “Add new”, “Bulk edit”, “Import” and so on. */
const CHANGING =
  /^(?!Mail).*(?:AddNew|AddChild|Create|Edit|Delete|Update|Import|Associate|Disassociate|Duplicate|ExpandCollapse)/;

interface MenuItem {
  useModel?: string;
}

const useful = (items: MenuItem[]): MenuItem[] =>
  items.filter(({ useModel = '' }) => !CHANGING.test(useModel));

/** What can be added above a table of messages. */
export class MailTableActionGroupModel extends CollectionActionGroupModel {
  static override async defineChildren(ctx: MenuContext): Promise<MenuItem[]> {
    return useful(await super.defineChildren(ctx));
  }
}

/** What can be added to its rows. */
export class MailRowActionGroupModel extends RecordActionGroupModel {
  static override async defineChildren(ctx: MenuContext): Promise<MenuItem[]> {
    return useful(await super.defineChildren(ctx));
  }
}
