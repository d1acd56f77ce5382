import type { MessageView } from '../../../src/common';

/** The newest message of each conversation, with a summary unless it has one; the newest come first. */
export function conversationsOf(messages: MessageView[]): MessageView[] {
  const groups = new Map<string, MessageView[]>();
  for (const each of messages) groups.set(each.threadKey, [...(groups.get(each.threadKey) ?? []), each]);
  return [...groups.values()].map((group) => {
    const unread = group.filter(({ seen }) => !seen).length;
    const flagged = group.filter((each) => each.flagged).length;
    const participants = group.flatMap(({ from }) => from).reverse();
    const conversation = group[0].conversation ?? {
      ...{ total: group.length, unread, flagged, participants },
      hasAttachments: group.some((each) => each.hasAttachments),
    };
    const labels = [...new Set(group.flatMap((each) => each.labels ?? []))];
    return { ...group[0], seen: conversation.unread === 0, flagged: flagged > 0, labels, conversation };
  });
}
