import type { ReactNode } from 'react';
import { Inbox } from '../blocks/inbox/Inbox';
import { INBOX_FOLDERS, inboxSettings } from '../blocks/inbox/settings';
import { BlockModel } from '../host/models';
import { label } from './text';

/** List and reader for the user's mailboxes, on any page. */
export class InboxBlockModel extends BlockModel {
  override renderComponent(): ReactNode {
    const { heightMode = 'defaultHeight' } = this.decoratorProps;
    return <Inbox settings={inboxSettings(this.props)} fills={heightMode !== 'defaultHeight'} />;
  }
}

InboxBlockModel.define({
  label: label('Inbox'),
  sort: 320,
  createModelOptions: { use: 'InboxBlockModel' },
});

const NAMES: Record<(typeof INBOX_FOLDERS)[number], string> = {
  ...{ inbox: 'Inbox', sent: 'Sent', drafts: 'Drafts', archive: 'Archive' },
  ...{ 'all-unread': 'All unread', 'all-flagged': 'All flagged' },
};

InboxBlockModel.registerFlow({
  key: 'inboxSettings',
  title: label('Email settings'),
  steps: {
    folder: {
      title: label('Folder'),
      uiMode: {
        type: 'select',
        key: 'value',
        props: { options: INBOX_FOLDERS.map((value) => ({ value, label: label(NAMES[value]) })) },
      },
      defaultParams: () => ({ value: 'inbox' }),
      handler: (ctx, { value }) => ctx.model.setProps({ folder: value }),
    },
    content: {
      title: label('Mailboxes and search'),
      uiSchema: () => ({
        mailboxes: {
          type: 'string',
          title: label('Mailboxes'),
          description: label(
            'Addresses of mailboxes, for example a shared one. If you enter none, all mailboxes of the person who looks at the page are shown.',
          ),
          'x-decorator': 'FormItem',
          'x-component': 'Input',
          'x-component-props': { placeholder: 'support@example.com' },
        },
        search: {
          type: 'string',
          title: label('Search'),
          description: label('What the search box contains at first, for example: is:unread subject:offer'),
          'x-decorator': 'FormItem',
          'x-component': 'Input',
        },
      }),
      defaultParams: () => ({ mailboxes: '', search: '' }),
      handler: (ctx, { mailboxes, search }) => ctx.model.setProps({ mailboxes, search }),
    },
  },
});
