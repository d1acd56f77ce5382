import { describe, expect, it } from 'vitest';
import { createMailApi, type RequestConfig } from '../../src/client-v2/mail-api';
import { MailApiError, toMailApiError } from '../../src/client-v2/api-error';

/** An API whose host answers with these bodies, one after the other, and what it was asked. */
function answering(...bodies: unknown[]) {
  const asked: RequestConfig[] = [];
  const api = createMailApi(async (config) => {
    asked.push(config);
    const body = bodies.shift();
    if (body instanceof Error) throw body;
    return { data: body };
  });
  return { api, asked };
}

const failure = (response?: unknown, code?: string) => Object.assign(new Error('failed'), { response, code });

describe('calls', () => {
  it('list mails from one place to the next', async () => {
    const { api, asked } = answering(
      { data: [{ id: 1 }], meta: { next: 'abc', unknownFolders: ['x'], unknownLabels: ['y'] } },
      { data: [] },
    );
    const page = await api.messages({ folderId: 3, q: '', show: 'unread', before: null, limit: 50 });
    expect(page).toEqual({ rows: [{ id: 1 }], next: 'abc', unknownFolders: ['x'], unknownLabels: ['y'] });
    expect(asked[0]).toMatchObject({ url: 'mailMessages:page', skipNotify: true });
    const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(asked[0].params).toEqual({ folderId: 3, show: 'unread', limit: 50, timeZone });
    expect(await api.messages({ accountId: 3, q: 'x', before: 'abc' })).toEqual({
      rows: [],
      next: null,
      unknownFolders: [],
      unknownLabels: [],
    });
    expect(asked[1].params).toEqual({ accountId: 3, q: 'x', before: 'abc', timeZone });
  });

  it('post with the key of the row', async () => {
    const { api, asked } = answering({ data: {} }, { data: {} });
    await api.disconnect(9);
    await api.flag([1, 2], { seen: true });
    expect(asked[0]).toMatchObject({
      url: 'mailAccounts:disconnect',
      method: 'post',
      params: { filterByTk: 9 },
    });
    expect(asked[1]).toMatchObject({ url: 'mailMessages:flag', data: { ids: [1, 2], seen: true } });
  });
});

describe('failures', () => {
  const of = (response: unknown, code?: string) => toMailApiError(failure(response, code));

  it('keep the server’s code, sentence and field', async () => {
    const error = await of({
      status: 400,
      data: { errors: [{ code: 'invalid-server', message: 'No.', field: 'imapServer' }] },
    });
    expect(error).toMatchObject({ code: 'invalid-server', message: 'No.', status: 400, field: 'imapServer' });
  });

  it('become a known code where the host answers in its own way', async () => {
    expect((await of({ status: 403, data: { errors: [{ message: 'No permissions' }] } })).code).toBe(
      'forbidden',
    );
    expect((await of({ status: 404, data: {} })).code).toBe('not-found');
    expect((await of({ status: 502, data: '<html>' })).code).toBe('offline');
    expect((await of({ status: 500, data: { errors: [{ code: '<b>', message: 'x' }] } })).code).toBe(
      'internal',
    );
  });

  it('say when nothing was reached, or the page called it off', async () => {
    expect((await of(undefined)).code).toBe('offline');
    expect((await of(undefined, 'ERR_CANCELED')).code).toBe('aborted');
    expect((await toMailApiError('odd')).code).toBe('offline');
  });

  it('are read out of a file answer too', async () => {
    const data = new Blob([JSON.stringify({ errors: [{ code: 'message-gone', message: 'Gone.' }] })]);
    const { api } = answering(failure({ status: 404, data }));
    await expect(api.attachment(1)).rejects.toMatchObject({ code: 'message-gone', message: 'Gone.' });
    await expect(answering(failure({ status: 400, data: {} })).api.accounts()).rejects.toBeInstanceOf(
      MailApiError,
    );
  });
});
