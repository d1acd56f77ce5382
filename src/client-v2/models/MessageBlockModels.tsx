import type { ReactNode } from 'react';
import { MessageBlock } from '../blocks/message/MessageBlock';
import {
  BlockSceneEnum,
  CollectionBlockModel,
  SingleRecordResource,
  type BlockContext,
} from '../host/models';
import { isId } from './email-fields';
import { collectionOf, currentRecord } from './menu';
import { label } from './text';

/** The message of a pop-up, which the reader loads itself. */
export class MailDetailsBlockModel extends CollectionBlockModel {
  static override scene = BlockSceneEnum.one;
  static override defineChildren = undefined;
  override isManualRefresh = true;
  protected readonly conversation: boolean = false;

  override createResource(context: BlockContext): unknown {
    return context.createResource(SingleRecordResource);
  }

  /** The reader follows every change on its own. */
  override refresh(): Promise<void> {
    return Promise.resolve();
  }

  override onActive(): void {}

  override renderComponent(): ReactNode {
    const { resource } = this;
    const id = resource instanceof SingleRecordResource ? resource.getFilterByTk() : undefined;
    return isId(id) ? <MessageBlock messageId={id} conversation={this.conversation} /> : null;
  }
}

/** The same with the rest of its conversation. */
export class MailConversationBlockModel extends MailDetailsBlockModel {
  protected override readonly conversation = true;
}

const definition = (use: string, title: string, sort: number) => ({
  ...{ label: label(title), sort },
  hide: (ctx: Parameters<typeof currentRecord>[0]) =>
    currentRecord(ctx) === null || collectionOf(ctx)?.name !== 'mailMessages',
  createModelOptions: (ctx: Parameters<typeof currentRecord>[0]) => ({
    use,
    stepParams: { resourceSettings: { init: currentRecord(ctx) } },
  }),
});

MailDetailsBlockModel.define(definition('MailDetailsBlockModel', 'Email details', 306));
MailConversationBlockModel.define(definition('MailConversationBlockModel', 'Conversation', 307));
