import {
  addressedIn,
  formatAddress,
  ownAccounts,
  signatureOf,
  type AccountView,
  type Id,
  type IdentityView,
  type MessageView,
  type Signing,
} from '../../../common';

/** An address that a message can be sent from. */
export interface Sender {
  /** Unique among all senders. */
  key: string;
  accountId: Id;
  /** Null for an account that has no identity yet; the server then uses the account's own address. */
  identityId: Id | null;
  name: string;
  address: string;
  signature: string;
  isDefault: boolean;
}

const same = (one: Id | null | undefined, other: Id | null | undefined): boolean =>
  one != null && other != null && String(one) === String(other);

/**
 * Returns every identity of every account, in the order of the accounts, with the signature for an answer or for a new
 * message.
 */
export function sendersOf(
  accounts: AccountView[],
  identities: IdentityView[],
  signing: Signing = {},
): Sender[] {
  return accounts.flatMap((account): Sender[] => {
    const own = identities.filter(({ accountId }) => same(accountId, account.id));
    if (!own.length) return [ofAccount(account, signing)];
    return own.map((identity) => ofIdentity(identity, signing));
  });
}

/** Returns the sender for an identity. */
export function ofIdentity(identity: IdentityView, signing: Signing = {}): Sender {
  const { id, accountId, name, address, isDefault } = identity;
  return {
    ...{ key: `identity-${id}`, accountId, identityId: id },
    ...{ name: name ?? '', address, signature: signatureOf(identity, signing), isDefault },
  };
}

const ofAccount = ({ id, address, displayName }: AccountView, signing: Signing): Sender => ({
  ...{ key: `account-${id}`, accountId: id, identityId: null, isDefault: true },
  ...{ address, name: displayName && displayName !== address ? displayName : '' },
  signature: signatureOf({}, signing),
});

/** What the choice of a sender depends on. */
export interface SenderWish {
  accountId?: Id | null;
  identityId?: Id | null;
  /** The message being answered or forwarded. */
  message?: Pick<MessageView, 'from' | 'to' | 'cc'>;
}

/**
 * Picks the sender: the identity that was chosen; for a reply, the one that the original was addressed to or
 * that wrote it; otherwise the account's default.
 */
export function chooseSender(senders: Sender[], wish: SenderWish): Sender | undefined {
  const chosen = senders.find(({ identityId }) => same(identityId, wish.identityId));
  if (chosen) return chosen;
  const account = senders.filter(({ accountId }) => same(accountId, wish.accountId));
  const candidates = account.length ? account : senders;
  const { message } = wish;
  const addressed = message && addressedIn(message, candidates);
  return addressed ?? candidates.find(({ isDefault }) => isDefault) ?? candidates[0];
}

/**
 * Returns the addresses that a reply isn't sent to. A shared mailbox counts as someone else, unless the
 * message is written from it.
 */
export function ownAddresses(
  senders: Sender[],
  accounts: AccountView[],
  accountId: Id | undefined,
): string[] {
  const own = ownAccounts(accounts, accountId);
  return senders
    .filter((sender) => own.some(({ id }) => same(id, sender.accountId)))
    .map(({ address }) => address);
}

/** `Name <address>`, as shown in From. */
export const senderLabel = (sender: Sender): string => formatAddress(sender);
