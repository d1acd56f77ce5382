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
  RecordMailBlockModel: {
    extends: 'CollectionBlockModel',
    loader: () => import('./RecordMailBlockModel'),
  },
  MailSendActionModel: {
    extends: 'ActionModel',
    loader: () => import('./MailSendActionModel'),
  },
};
