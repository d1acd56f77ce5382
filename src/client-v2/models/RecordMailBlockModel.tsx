import type { ReactNode } from 'react';
import { RecordMail } from '../blocks/record/RecordMail';
import { PAGE_SIZES, recordMailSettings, RECORD_FOLDERS } from '../blocks/record/settings';
import {
  BlockSceneEnum,
  CollectionBlockModel,
  SingleRecordResource,
  type BlockContext,
} from '../host/models';
import { addressFieldOptions } from './address-fields';
import { isId } from './email-fields';
import { collectionOf, currentRecord } from './menu';
import { label } from './text';

/** The user's emails from and to the people of a record: a customer, an order, a ticket. */
export class RecordMailBlockModel extends CollectionBlockModel {
  static override scene = BlockSceneEnum.one;
  /** The record is the pop-up's, so there is nothing to choose. */
  static override defineChildren = undefined;

  /** The record's addresses are read by the server, so its fields aren't needed. */
  override isManualRefresh = true;

  private readonly listeners = new Set<() => void>();

  override createResource(context: BlockContext): unknown {
    return context.createResource(SingleRecordResource);
  }

  /** Somebody may have corrected an address. */
  override refresh(): Promise<void> {
    this.listeners.forEach((listener) => listener());
    return Promise.resolve();
  }

  override onActive(): void {
    if (!this.hidden) void this.refresh();
  }

  readonly onRecordChanged = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  override renderComponent(): ReactNode {
    const { collection, resource } = this;
    const id = resource instanceof SingleRecordResource ? resource.getFilterByTk() : undefined;
    if (!collection || !isId(id)) return null;
    return (
      <RecordMail
        key={`${collection.name} ${id}`}
        record={{ collection: collection.name, id }}
        settings={recordMailSettings(this.props)}
        onRecordChanged={this.onRecordChanged}
      />
    );
  }
}

RecordMailBlockModel.define({
  label: label('Emails of this record'),
  // Placed before the host's own blocks: the plugin is there for this.
  sort: 305,
  hide: (ctx) => currentRecord(ctx) === null || isMail(collectionOf(ctx)?.name),
  createModelOptions: (ctx) => ({
    use: 'RecordMailBlockModel',
    stepParams: {
      resourceSettings: { init: currentRecord(ctx) },
      cardSettings: { titleDescription: { title: label('Emails') } },
    },
  }),
});

/** Messages and what belongs to them have no messages of their own. */
const isMail = (name = ''): boolean => /^mail[A-Z]/.test(name);

RecordMailBlockModel.registerFlow({
  key: 'recordMailSettings',
  title: label('Email settings'),
  steps: {
    addresses: {
      title: label('Whose emails'),
      uiSchema: (ctx) => ({
        fields: {
          type: 'array',
          title: label('Fields with addresses'),
          description: label(
            'If you choose none, all fields with addresses are found, also those of linked records.',
          ),
          'x-decorator': 'FormItem',
          'x-component': 'Select',
          'x-component-props': {
            mode: 'multiple',
            allowClear: true,
            placeholder: ctx.t(label('Found automatically')),
          },
          enum: addressFieldOptions(ctx.collection),
        },
        domains: {
          type: 'boolean',
          title: label('Also of everyone at the same company'),
          description: label(
            'Includes all addresses with the same domain. Domains where anyone can get an address, such as gmail.com, and your own are left out.',
          ),
          'x-decorator': 'FormItem',
          'x-component': 'Switch',
        },
        also: {
          type: 'string',
          title: label('Further addresses and domains'),
          'x-decorator': 'FormItem',
          'x-component': 'Input',
          'x-component-props': { placeholder: 'example.com' },
        },
      }),
      defaultParams: () => ({ fields: [], domains: false, also: '' }),
      handler: (ctx, { fields, domains, also }) => ctx.model.setProps({ fields, domains, also }),
    },
    folders: {
      title: label('Folders'),
      uiMode: {
        type: 'select',
        key: 'value',
        props: {
          options: [
            { value: RECORD_FOLDERS[0], label: label('All except trash and junk') },
            { value: RECORD_FOLDERS[1], label: label('Inbox') },
            { value: RECORD_FOLDERS[2], label: label('Sent') },
          ],
        },
      },
      defaultParams: () => ({ value: 'all' }),
      handler: (ctx, { value }) => ctx.model.setProps({ folders: value }),
    },
    conversations: {
      title: label('Group by conversation'),
      uiMode: { type: 'switch', key: 'value' },
      defaultParams: () => ({ value: true }),
      handler: (ctx, { value }) => ctx.model.setProps({ conversations: value }),
    },
    pageSize: {
      title: label('Emails per page'),
      uiMode: {
        type: 'select',
        key: 'value',
        props: { options: PAGE_SIZES.map((value) => ({ value, label: String(value) })) },
      },
      defaultParams: () => ({ value: 10 }),
      handler: (ctx, { value }) => ctx.model.setProps({ pageSize: value }),
    },
  },
});
