import { uid, type ModelNode } from './pageParts';

/** A block in a pop-up, by its model and the model's settings. */
export type Block = Pick<ModelNode, 'use' | 'stepParams' | 'subModels'>;

/** The pop-up's record, as the host's own menu writes it. */
const currentRecord = (collectionName: string) => ({
  resourceSettings: {
    init: { dataSourceKey: 'main', collectionName, filterByTk: '{{ctx.view.inputArgs.filterByTk}}' },
  },
});

/** “Emails of this record” as somebody adds it, without changing a setting. */
export const emailsOf = (collection: string): Block => ({
  use: 'RecordMailBlockModel',
  stepParams: {
    ...currentRecord(collection),
    cardSettings: { titleDescription: { title: 'Emails' } },
  },
});

/** “View” of a row: a pop-up with the record's details, and further blocks below. */
export function viewAction(collectionName: string, fields: string[], blocks: Block[]): ModelNode {
  const viewUid = uid();
  const openView = { mode: 'drawer', size: 'large', pageModelClass: 'ChildPageModel', uid: viewUid };
  const items = [detailsOf(collectionName, fields), ...blocks].map((block, sortIndex) => ({
    ...{ uid: uid(), sortIndex, flowRegistry: {}, ...block },
  }));
  return {
    ...{ uid: viewUid, use: 'ViewActionModel' },
    stepParams: {
      popupSettings: { openView: { ...openView, dataSourceKey: 'main', collectionName } },
      buttonSettings: { general: { type: 'link', title: 'View' } },
    },
    subModels: {
      page: {
        ...{ uid: uid(), use: 'ChildPageModel' },
        subModels: {
          tabs: [
            {
              ...{ uid: uid(), use: 'ChildPageTabModel' },
              stepParams: { pageTabSettings: { tab: { title: 'Details' } } },
              subModels: { grid: { uid: uid(), use: 'BlockGridModel', subModels: { items } } },
            },
          ],
        },
      },
    },
  };
}

const detailsOf = (collectionName: string, fields: string[]): Block => ({
  use: 'DetailsBlockModel',
  stepParams: currentRecord(collectionName),
  subModels: {
    grid: {
      ...{ uid: uid(), use: 'DetailsGridModel' },
      subModels: {
        items: fields.map((fieldPath, sortIndex) => {
          const fieldSettings = { init: { dataSourceKey: 'main', collectionName, fieldPath } };
          return {
            ...{ uid: uid(), use: 'DetailsItemModel', sortIndex, stepParams: { fieldSettings } },
            subModels: {
              field: { uid: uid(), use: 'DisplayTextFieldModel', stepParams: { fieldSettings } },
            },
          };
        }),
      },
    },
  },
});
