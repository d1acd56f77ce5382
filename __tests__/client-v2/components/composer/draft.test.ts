import { describe, expect, it } from 'vitest';
import type { MessageView, OperationView } from '../../../../src/common';
import { paragraphs } from '../../../../src/common';
import {
  draftProblem,
  forwardedFiles,
  initialDraft,
  isChanged,
  MAX_ATTACHMENT_SIZE,
  toComposeInput,
} from '../../../../src/client-v2/components/composer/draft';

const ada = { name: 'Ada', address: 'ada@x.org' };
const me = { name: 'Me', address: 'me@x.org' };
const message = {
  ...{
    id: '5',
    accountId: '1',
    folderId: '2',
    messageId: '<1@x>',
    threadKey: 't',
    subject: 'Offer',
    fromName: 'Ada',
  },
  ...{
    fromAddress: ada.address,
    from: [ada],
    to: [me],
    cc: [],
    bcc: [],
    replyTo: [],
    sentAt: '',
    receivedAt: '',
  },
  ...{
    size: 1,
    seen: true,
    flagged: false,
    answered: false,
    draft: false,
    hasAttachments: false,
    preview: '',
  },
} satisfies MessageView;
const compose = {
  ...{ accountId: '1', to: [ada], cc: [], bcc: [], subject: 'Re: Offer', html: '<p>Hi</p>' },
  ...{
    source: { messageId: '5', kind: 'reply' as const, quote: false },
    uploadIds: ['7', '8'],
    attachmentIds: ['9'],
  },
};
const operation = {
  ...{ id: '3', accountId: '1', kind: 'send', state: 'failed', reason: 'recipient-rejected', attempts: 1 },
  ...{
    nextAttemptAt: null,
    compose,
    uploads: [{ id: 7, filename: 'a.txt', contentType: 'text/plain', size: 3 }],
    createdAt: '',
  },
} satisfies OperationView;

describe('initialDraft', () => {
  it('derives an answer', () => {
    const draft = initialDraft({ source: { message, kind: 'reply' } }, ['me@x.org']);
    expect(draft).toMatchObject({ accountId: '1', to: [ada], subject: 'Re: Offer', quote: true });
  });
  it('forwards to nobody yet', () => {
    expect(initialDraft({ source: { message, kind: 'forward' } }, [])).toMatchObject({
      to: [],
      cc: [],
      subject: 'Fwd: Offer',
    });
  });
  it('opens a failed send as it was, with all its files', () => {
    const draft = initialDraft({ operation }, []);
    expect(draft).toMatchObject({ to: [ada], subject: 'Re: Offer', html: '<p>Hi</p>', quote: false });
    expect(draft.uploads.map(({ id, filename }) => [String(id), filename])).toEqual([
      ['7', 'a.txt'],
      ['8', ''],
    ]);
  });
  it('escapes text that came from a link', () => {
    expect(paragraphs('<img src=x onerror=alert(1)>\n&amp;')).toBe(
      '<p>&lt;img src=x onerror=alert(1)&gt;</p><p>&amp;amp;</p>',
    );
  });
});

describe('draftProblem', () => {
  const draft = initialDraft({ accountId: '1', to: [ada] }, []);
  it('lets a whole draft pass', () => expect(draftProblem(draft)).toBeNull());
  it('names what is missing or wrong', () => {
    expect(draftProblem({ ...draft, accountId: null })?.kind).toBe('no-account');
    expect(draftProblem({ ...draft, to: [] })?.kind).toBe('no-recipient');
    const wrong = { ...draft, bcc: [{ name: 'X', address: 'x@' }] };
    expect(draftProblem(wrong)).toEqual({ kind: 'invalid-address', addresses: ['x@'] });
    const file = { id: 1, filename: 'a', contentType: '', size: MAX_ATTACHMENT_SIZE + 1 };
    expect(draftProblem({ ...draft, uploads: [file] })?.kind).toBe('too-large');
  });
});

it('asks before closing only when something was written', () => {
  const first = initialDraft({ accountId: '1' }, []);
  expect(isChanged({ ...first, html: '<p></p>', accountId: '2' }, first)).toBe(false);
  expect(isChanged({ ...first, html: '<p>x</p>' }, first)).toBe(true);
  expect(isChanged({ ...first, html: '<p><img src="data:image/png;base64,AA=="></p>' }, first)).toBe(true);
  expect(isChanged({ ...first, to: [ada] }, first)).toBe(true);
});

it('sends what was written, and says what it answers', () => {
  const draft = {
    ...initialDraft({ source: { message, kind: 'reply' } }, []),
    quote: false,
    html: '<p>Hi</p>',
  };
  expect(toComposeInput(draft, { messageId: '5', kind: 'reply' })).toMatchObject({
    ...{
      accountId: '1',
      to: [ada],
      subject: 'Re: Offer',
      html: '<p>Hi</p>',
      uploadIds: [],
      attachmentIds: [],
    },
    source: { messageId: '5', kind: 'reply', quote: false },
  });
  expect(toComposeInput(draft, null)).not.toHaveProperty('source');
  const chosen = toComposeInput({ ...draft, key: 'k', identityId: '3' }, null);
  expect(chosen).toMatchObject({ key: 'k', identityId: '3' });
  const plain = toComposeInput({ ...draft, key: undefined, identityId: null }, null);
  expect(Object.keys(plain)).not.toEqual(expect.arrayContaining(['key']));
  expect(Object.keys(plain)).not.toEqual(expect.arrayContaining(['identityId']));
});

describe('forwardedFiles', () => {
  const file = (id: string, inline: boolean) => ({
    id,
    filename: id,
    contentType: '',
    size: 1,
    contentId: null,
    inline,
  });
  const body = {
    id: '5',
    html: '<p>x</p>',
    text: '',
    hasRemoteContent: false,
    attachments: [file('8', true), file('9', false)],
  };
  const ids = (files: Array<{ id: unknown }>) => files.map(({ id }) => id);
  it('takes files along with a forward; pictures of the text go with the quote', () => {
    expect(ids(forwardedFiles(body, 'forward'))).toEqual(['9']);
    expect(ids(forwardedFiles({ ...body, html: '' }, 'forward'))).toEqual(['8', '9']);
    expect(forwardedFiles(body, 'reply')).toEqual([]);
  });
  it('takes what a failed send had', () => {
    expect(ids(forwardedFiles(body, 'reply', ['9']))).toEqual(['9']);
    expect(ids(forwardedFiles(body, 'reply', [9, '8', '7']))).toEqual(['8', '9']);
    expect(forwardedFiles(body, 'forward', [])).toEqual([]);
  });
});
