/** The host's models that ours extend. Separate from the context, because pages without blocks don't need them. */
export {
  ActionModel,
  ActionSceneEnum,
  BlockModel,
  BlockSceneEnum,
  CollectionActionGroupModel,
  CollectionBlockModel,
  RecordActionGroupModel,
  TableBlockModel,
  TopbarActionModel,
} from '@nocobase/client-v2';
export type { BlockContext, TableCellProps } from '@nocobase/client-v2';
export { MultiRecordResource, SingleRecordResource } from '@nocobase/flow-engine';
export type { Collection, FlowRuntime, MenuContext } from '@nocobase/flow-engine';
