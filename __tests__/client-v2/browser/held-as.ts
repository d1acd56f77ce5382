/** What a held answer to a conversation is called. */
export const CONVERSATION = 'conversation';

/**
 * What an answer is called when it's held. Reading a conversation is a list of messages too, but may be asked for ahead,
 * whenever there is time for it: tests of the list must not be about that by chance.
 */
export const heldAs = (action: string, query: URLSearchParams): string =>
  action === 'mailMessages:page' && query.has('threadKey') ? CONVERSATION : action;
