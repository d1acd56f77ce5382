import type { ModelLoader } from '../host/context';

/** FlowModels of this plugin's blocks and actions, for `flowEngine.registerModelLoaders` of both clients. */
export const blockModelLoaders: Record<string, ModelLoader> = {
  MailTableBlockModel: {
    extends: 'TableBlockModel',
    loader: () => import('./MailTableBlockModel'),
  },
  InboxBlockModel: {
    extends: 'BlockModel',
    loader: () => import('./InboxBlockModel'),
  },
  MailDetailsBlockModel: {
    extends: 'CollectionBlockModel',
    loader: () => import('./MessageBlockModels'),
  },
  MailConversationBlockModel: {
    extends: 'CollectionBlockModel',
    loader: () => import('./MessageBlockModels'),
  },
  MailTableActionGroupModel: {
    extends: 'CollectionActionGroupModel',
    loader: () => import('./MailActionGroups'),
  },
  MailRowActionGroupModel: {
    extends: 'RecordActionGroupModel',
    loader: () => import('./MailActionGroups'),
  },
  MailRecordActionModel: {
    extends: 'ActionModel',
    loader: () => import('./MailActionModels'),
  },
  MailBulkActionModel: {
    extends: 'ActionModel',
    loader: () => import('./MailActionModels'),
  },
  RecordMailBlockModel: {
    extends: 'CollectionBlockModel',
    loader: () => import('./RecordMailBlockModel'),
  },
  MailSendActionModel: {
    extends: 'ActionModel',
    loader: () => import('./MailSendActionModel'),
  },
};
