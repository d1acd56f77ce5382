/**
 * Modules that the host's clients define at run time (`defineGlobalDeps` in the host's client and client-v2).
 * Bundling one would create a second copy with its own state.
 */
const BOTH_CLIENTS = [
  '@ant-design/cssinjs',
  '@ant-design/icons',
  '@dnd-kit/core',
  '@dnd-kit/sortable',
  '@emotion/css',
  '@formily/antd-v5',
  '@formily/core',
  '@formily/react',
  '@formily/reactive',
  '@formily/shared',
  '@nocobase/client-v2',
  '@nocobase/evaluators',
  '@nocobase/evaluators/client',
  '@nocobase/flow-engine',
  '@nocobase/utils',
  '@nocobase/utils/client',
  'ahooks',
  'antd',
  'antd-style',
  'axios',
  'dayjs',
  'file-saver',
  'i18next',
  'lodash',
  'react',
  'react-dom',
  'react-i18next',
  'react-router',
  'react-router-dom',
  'react/jsx-runtime',
];

/** Modules each client provides. The new client doesn't have the old one's own modules. */
export const CLIENT_MODULES: Record<Lane, readonly string[]> = {
  client: [...BOTH_CLIENTS, '@nocobase/client', '@nocobase/sdk', '@formily/json-schema'],
  'client-v2': BOTH_CLIENTS,
};

export type Lane = 'client' | 'client-v2';

/** Modules a plugin's server code may require from the host, apart from `@nocobase/*`. */
export const SERVER_MODULES: readonly string[] = [
  'async-mutex',
  'axios',
  'dayjs',
  'koa',
  'lodash',
  'sequelize',
  'umzug',
];
