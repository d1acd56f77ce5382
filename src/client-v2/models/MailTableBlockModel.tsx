import { TableBlockModel, type BlockContext } from '../host/models';
import type { Collection } from '../host/models';
import type { ReactNode } from 'react';
import type { Id } from '../../common';
import { mailCell } from './MailCell';
import { MailResource } from './MailResource';
import { MailTableView, type MailTable } from './MailTableView';
import { label } from './text';

const COLLECTION = 'mailMessages';

/** A table of messages. Clicking a row opens the message next to it; new messages appear automatically. */
export class MailTableBlockModel extends TableBlockModel {
  static override filterCollection(collection: Collection): boolean {
    return collection.name === COLLECTION && collection.dataSourceKey === 'main';
  }

  /** Only actions that messages allow are offered. */
  override customModelClasses = {
    CollectionActionGroupModel: 'MailTableActionGroupModel',
    RecordActionGroupModel: 'MailRowActionGroupModel',
  };

  /** Both are set by the view once it is mounted. */
  openMail: ((id: Id) => void) | null = null;
  perform: MailTable['perform'] = null;

  constructor(options: unknown) {
    super(options);
    const { header, body } = this.components;
    this.components = { header, body: { ...body, cell: mailCell(body.cell) } };
  }

  override createResource(context: BlockContext): MailResource {
    const resource = context.createResource(MailResource);
    resource.addRequestHeader('X-With-ACL-Meta', 'true');
    return resource;
  }

  /** Loads the rows again if they are visible and have been loaded before. */
  async refreshQuietly(): Promise<void> {
    const waitsForFilter = this.getDataLoadingMode() === 'manual' && !this.hasActiveFilters();
    if (this.hidden || waitsForFilter || !(this.resource instanceof MailResource)) return;
    await this.resource.refreshQuietly();
  }

  deselect(ids: readonly Id[]): void {
    if (this.resource instanceof MailResource) this.resource.deselect(ids);
  }

  override renderComponent(): ReactNode {
    return <MailTableView model={this}>{super.renderComponent()}</MailTableView>;
  }
}

const column = (fieldPath: string, width: number, use: string, props: Record<string, unknown> = {}) => ({
  use: 'TableColumnModel',
  stepParams: {
    fieldSettings: { init: { dataSourceKey: 'main', collectionName: COLLECTION, fieldPath } },
    tableColumnSettings: { width: { width } },
  },
  subModels: { field: { use, props } },
});

MailTableBlockModel.define({
  label: label('Email table'),
  group: '{{t("Content", { ns: "client" })}}',
  searchable: true,
  searchPlaceholder: '{{t("Search", { ns: "client" })}}',
  // Placed after the host's own table (300).
  sort: 310,
  createModelOptions: () => ({
    use: 'MailTableBlockModel',
    stepParams: {
      tableSettings: { defaultSorting: { sort: [{ field: 'receivedAt', direction: 'desc' }] } },
    },
    subModels: {
      actions: [{ use: 'FilterActionModel' }, { use: 'RefreshActionModel' }],
      columns: [
        column('fromName', 200, 'DisplayTextFieldModel'),
        column('subject', 380, 'DisplayTextFieldModel'),
        column('receivedAt', 180, 'DisplayDateTimeFieldModel'),
        column('hasAttachments', 130, 'DisplayCheckboxFieldModel'),
      ],
    },
  }),
});

/** Settings of the host's table that require permission to change rows. */
const CHANGING = new Set(['quickEdit', 'dragSort', 'dragSortBy']);

const settings = MailTableBlockModel.globalFlowRegistry
  .getFlow<MailTableBlockModel>('tableSettings')
  ?.serialize();
if (settings)
  MailTableBlockModel.registerFlow({
    ...settings,
    steps: Object.fromEntries(
      Object.entries(settings.steps).map(([key, step]) => [
        key,
        CHANGING.has(key) ? { ...step, hideInSettings: () => true } : step,
      ]),
    ),
  });

MailTableBlockModel.registerFlow({
  key: 'openMail',
  title: label('Email settings'),
  on: 'rowClick',
  steps: {
    open: {
      title: label('Clicking a row opens the message'),
      uiMode: { type: 'switch', key: 'value' },
      defaultParams: () => ({ value: true }),
      handler(ctx, { value }) {
        if (value === false) return;
        const { record, event } = ctx.inputArgs as { record?: { id?: Id }; event?: { target?: unknown } };
        const target = event?.target;
        // Buttons, links and check boxes within the row have their own meaning.
        if (target instanceof Element && target.closest('a, button, input, label, .ant-checkbox-wrapper'))
          return;
        if (record?.id !== undefined) ctx.model.openMail?.(record.id);
      },
    },
  },
});
