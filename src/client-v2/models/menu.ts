import type { Collection, MenuContext } from '../host/models';

/** How a block refers to the record of the pop-up that it's added to; null outside of one, and for a new record. */
export function currentRecord({ view }: MenuContext): Record<string, unknown> | null {
  const { dataSourceKey, collectionName, associationName, filterByTk } = view?.inputArgs ?? {};
  const isSaved = filterByTk !== undefined && filterByTk !== null && typeof filterByTk !== 'object';
  // The server reads records of the main data source.
  if (!collectionName || !isSaved || (dataSourceKey ?? 'main') !== 'main') return null;
  return {
    dataSourceKey: 'main',
    collectionName,
    filterByTk: '{{ctx.view.inputArgs.filterByTk}}',
    ...(associationName ? { associationName, sourceId: '{{ctx.view.inputArgs.sourceId}}' } : {}),
  };
}

export function collectionOf({ view, dataSourceManager }: MenuContext): Collection | undefined {
  const { dataSourceKey = 'main', collectionName } = view?.inputArgs ?? {};
  return collectionName ? dataSourceManager.getCollection(dataSourceKey, collectionName) : undefined;
}
