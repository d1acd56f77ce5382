import { TableBlockModel, type BlockContext } from '@nocobase/client-v2';
import type { Collection } from '@nocobase/flow-engine';
import type { ReactNode } from 'react';
import type { Id } from '../../common';
import { mailCell } from './MailCell';
import { MailResource } from './MailResource';
import { MailTableView } from './MailTableView';
import { label } from './text';

const COLLECTION = 'mailMessages';

/** A table of mails. A click on a row opens the mail beside it; new mail appears by itself. */
export class MailTableBlockModel extends TableBlockModel {
  static override filterCollection(collection: Collection): boolean {
    return collection.name === COLLECTION && collection.dataSourceKey === 'main';
  }

  /** Set by the view once it is mounted. */
  openMail: ((id: Id) => void) | null = null;

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

  /** Reads the rows again where they are shown and were loaded. */
  async refreshQuietly(): Promise<void> {
    const waitsForFilter = this.getDataLoadingMode() === 'manual' && !this.hasActiveFilters();
    if (this.hidden || waitsForFilter || !(this.resource instanceof MailResource)) return;
    await this.resource.refreshQuietly();
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
  // After the host's own table (300).
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

MailTableBlockModel.registerFlow({
  key: 'openMail',
  on: 'rowClick',
  steps: {
    open: {
      handler(ctx) {
        const { record, event } = ctx.inputArgs as { record?: { id?: Id }; event?: { target?: unknown } };
        const target = event?.target;
        // Buttons, links and check boxes within the row have a meaning of their own.
        if (target instanceof Element && target.closest('a, button, input, label, .ant-checkbox-wrapper'))
          return;
        if (record?.id !== undefined) ctx.model.openMail?.(record.id);
      },
    },
  },
});
