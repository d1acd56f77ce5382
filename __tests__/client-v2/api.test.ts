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
  it('list a folder by the host’s filter, page and sort', async () => {
    const { api, asked } = answering({ data: [{ id: 1 }], meta: { count: 7 } });
    const page = await api.messages({ folderId: 3, filter: { seen: false }, page: 2 });
    expect(page).toEqual({ rows: [{ id: 1 }], count: 7 });
    expect(asked[0]).toMatchObject({
      url: 'mailMessages:list',
      skipNotify: true,
      params: { page: 2, pageSize: 50 },
    });
    expect(JSON.parse(String(asked[0].params?.filter))).toEqual({ $and: [{ folderId: 3 }, { seen: false }] });
  });

  it('know that more follows where the host does not count', async () => {
    const { api } = answering(
      { data: [{ id: 1 }], meta: { hasNext: true } },
      { data: [{ id: 1 }], meta: {} },
    );
    expect((await api.messages({ page: 2, pageSize: 1 })).count).toBe(3);
    expect((await api.messages({ page: 2, pageSize: 1 })).count).toBe(2);
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
