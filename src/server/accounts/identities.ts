import { LONGEST_SIGNATURE, shellWord, type IdentityView } from '../../common';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { addrSpec, headerText } from '../mime/recipients';
import { sanitizeMailHtml } from '../mime/sanitize';
import { checkSender } from '../smtp/checkSender';
import type { AccountRow } from '../store/accounts/accounts';
import { removeIdentityRow, saveIdentityRow, type IdentityRow } from '../store/accounts/identities';
import { renameAccount } from '../store/accounts/saveConnected';
import { withLogin } from './session';

/** An identity as sent by a browser. */
export interface IdentityInput {
  name: unknown;
  address: unknown;
  signature: unknown;
  /** Left as it is if undefined. */
  answerSignature?: unknown;
  isDefault: unknown;
}

/**
 * Stores an identity. A new address is first tested at the mail server. If it is for the account's own identity, it
 * also becomes the account's address.
 */
export async function saveIdentity(
  ctx: MailContext,
  account: AccountRow,
  known: IdentityRow | null,
  input: IdentityInput,
): Promise<IdentityView> {
  const address = typeof input.address === 'string' ? addrSpec(input.address.trim())?.toLowerCase() : null;
  if (!address) throw new MailError('invalid-address');
  const name = headerText(input.name ?? '', 'name');
  const signature = readSignature(input.signature ?? '');
  const forAnswers = input.answerSignature === undefined ? known?.answerSignature : input.answerSignature;
  const answerSignature = forAnswers == null ? null : readSignature(forAnswers);
  if (address !== known?.address) {
    const own = known?.address === account.address;
    // A shared mailbox is opened by its address, so that can't change.
    if (own && account.parentId != null)
      throw new MailError('invalid-input', { params: { field: 'address' } });
    if (address === account.address) throw new MailError('address-exists');
    await tryAddress(ctx, account, address, own ? address : account.address);
    if (own) await renameAccount(ctx, account, address);
  }
  const values = { name, address, signature, answerSignature, isDefault: input.isDefault === true };
  const named = known?.address === account.address ? { ...account, address } : account;
  const saved = await saveIdentityRow(ctx, named, known?.id ?? null, values);
  if (!saved) throw new MailError('address-exists');
  return viewIdentity(saved);
}

/** Removes an identity. Throws `invalid-input` for the account's own address. */
export async function removeIdentity(
  ctx: MailContext,
  account: AccountRow,
  identity: IdentityRow,
): Promise<void> {
  if (identity.address === account.address) throw new MailError('invalid-input', { params: { field: 'id' } });
  await removeIdentityRow(ctx, account, identity.id);
}

function readSignature(value: unknown): string {
  if (typeof value !== 'string' || value.length > LONGEST_SIGNATURE)
    throw new MailError('invalid-input', { params: { field: 'signature' } });
  const { html, truncated } = sanitizeMailHtml(value);
  if (truncated) throw new MailError('text-too-long');
  return html;
}

async function tryAddress(ctx: MailContext, { id }: AccountRow, address: string, to: string): Promise<void> {
  await withLogin(ctx, id, 'smtp-auth-failed', async ({ smtp, smtpLogin }) => {
    try {
      await checkSender({ endpoint: smtp, login: smtpLogin, from: address, to });
    } catch (error) {
      throw sendAsDenial(error, address, smtpLogin.user);
    }
  });
}

/** The server's refusal, plus what an administrator needs to grant the right. */
export function sendAsDenial(error: unknown, address: string, user: string): MailError {
  const known = asMailError(error);
  if (known.code !== 'send-as-denied') return known;
  // They are used in a PowerShell command that an administrator will run.
  const words = { address: shellWord(address), user: shellWord(user) };
  return new MailError('send-as-denied', { cause: known.cause, params: { ...known.params, ...words } });
}

/** An identity as its user may see it. */
export function viewIdentity(row: IdentityRow): IdentityView {
  const { id, accountId, name, address, signature, answerSignature, isDefault } = row;
  return { id, accountId, name, address, signature, answerSignature, isDefault };
}
