import type { AccountView, Id, IdentityView, MailAddress, MessageView } from '../../common';
import { formatAddress, sameAddress } from './addresses';

/** Something that can stand in From. */
export interface Sender {
  /** Tells it from all others. */
  key: string;
  accountId: Id;
  /** Null for an account that has no identity yet: the server takes its own address. */
  identityId: Id | null;
  name: string;
  address: string;
  signature: string;
  isDefault: boolean;
}

const same = (one: Id | null | undefined, other: Id | null | undefined): boolean =>
  one != null && other != null && String(one) === String(other);

/** Every identity of every account, in the order of the accounts. */
export function sendersOf(accounts: AccountView[], identities: IdentityView[]): Sender[] {
  return accounts.flatMap((account): Sender[] => {
    const own = identities.filter(({ accountId }) => same(accountId, account.id));
    if (!own.length) return [ofAccount(account)];
    return own.map(({ id, name, address, signature, isDefault }) => ({
      ...{ key: `identity-${id}`, accountId: account.id, identityId: id },
      ...{ name: name ?? '', address, signature: signature ?? '', isDefault },
    }));
  });
}

const ofAccount = ({ id, address, displayName }: AccountView): Sender => ({
  ...{ key: `account-${id}`, accountId: id, identityId: null, signature: '', isDefault: true },
  ...{ address, name: displayName && displayName !== address ? displayName : '' },
});

/** What decides who writes. */
export interface SenderWish {
  accountId?: Id | null;
  identityId?: Id | null;
  /** The mail that is answered or forwarded. */
  message?: Pick<MessageView, 'from' | 'to' | 'cc'>;
}

/**
 * Who writes: the one that was chosen; for an answer the one that the original was addressed to, or that wrote
 * it; else the account's default one.
 */
export function chooseSender(senders: Sender[], wish: SenderWish): Sender | undefined {
  const chosen = senders.find(({ identityId }) => same(identityId, wish.identityId));
  if (chosen) return chosen;
  const account = senders.filter(({ accountId }) => same(accountId, wish.accountId));
  const candidates = account.length ? account : senders;
  const { message } = wish;
  const named = message && [...message.to, ...message.cc, ...message.from];
  const addressed = named?.flatMap((entry: MailAddress) =>
    candidates.filter(({ address }) => sameAddress(address, entry.address)),
  );
  return addressed?.[0] ?? candidates.find(({ isDefault }) => isDefault) ?? candidates[0];
}

/**
 * The addresses that an answer is not sent to. A shared mailbox is somebody else to write to, unless one
 * writes as it.
 */
export function ownAddresses(
  senders: Sender[],
  accounts: AccountView[],
  accountId: Id | undefined,
): string[] {
  const shared = accounts.filter(({ id, parentId }) => parentId != null && !same(id, accountId));
  return senders
    .filter((sender) => !shared.some(({ id }) => same(id, sender.accountId)))
    .map(({ address }) => address);
}

/** `Name <address>`, as From shows it. */
export const senderLabel = (sender: Sender): string => formatAddress(sender);
