import type { Caller } from '../server/caller';

export interface ModelNode {
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

export const resource = (collectionName: string) => ({
  resourceSettings: { init: { dataSourceKey: 'main', collectionName } },
});

export const child = (parentId: string, subKey: string, sortIndex: number) => ({
  parentId,
  subKey,
  subType: 'array' as const,
  sortIndex,
});

export const column = (
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

export const save = (root: Caller, node: ModelNode) =>
  post(root, 'flowModels:save', { flowRegistry: {}, stepParams: {}, ...node });

export async function post<T>(root: Caller, action: string, body: unknown): Promise<T> {
  const answer = await root.post<T>(action, { body });
  if (answer.status >= 300)
    throw new Error(`${action} failed: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.data;
}

export const uid = (): string => Math.random().toString(36).slice(2, 13).padEnd(11, '0');
