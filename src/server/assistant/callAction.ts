import type { Context } from '@nocobase/actions';
import { ACTIONS } from '../actions';
import { sentenceOf } from '../actions/errors';
import type { MailContext } from '../context';
import { asMailError, causeText } from '../errors';
import { isChat, requestWithin, servesMail, type ToolAnswer } from '../host';
import { unrestricted } from '../store/rowSecurity/rowSecurity';

/** Calls one of our actions for the person who chats. The action itself limits everything to that person's mail. */
export type Call = (name: string, params: Record<string, unknown>) => Promise<unknown>;

/**
 * Runs a tool. It acts for the person in whose chat it was called; a workflow acts for nobody, so it gets nothing.
 * Errors become an answer that the model can pass on.
 */
export async function runTool(
  mail: MailContext,
  http: Context,
  work: (call: Call) => Promise<unknown>,
): Promise<ToolAnswer> {
  if (!isChat(http) || !servesMail(mail))
    return { status: 'error', content: 'Mail can only be used in a person’s own chat.' };
  const call: Call = async (name, params) => {
    const action = ACTIONS[name];
    const asked = requestWithin(http, action.method === 'POST' ? 'POST' : 'GET', name, params);
    await action.run(mail, asked);
    return asked.body as unknown;
  };
  try {
    // The limits of the chat's own request apply to the host's tables; our actions have their own.
    const answer = await unrestricted(() => work(call));
    return { status: 'success', content: JSON.stringify(answer) };
  } catch (error) {
    const known = asMailError(error);
    if (known.code === 'internal')
      mail.log.warn('mail: a tool of the mail assistant failed', { cause: causeText(error) });
    return { status: 'error', content: sentenceOf(known, http) };
  }
}
