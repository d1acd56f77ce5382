import { LONGEST_SIGNATURE, shellWord, type IdentityView } from '../../common';
import type { MailContext } from '../context';
import { asMailError, MailError } from '../errors';
import { addrSpec, headerText } from '../mime/recipients';
import { sanitizeMailHtml } from '../mime/sanitize';
import { checkSender } from '../smtp/checkSender';
import type { AccountRow } from '../store/accounts';
import { removeIdentityRow, saveIdentityRow, type IdentityRow } from '../store/identities';
import { withLogin } from './session';

/** An identity as a browser sent it. */
export interface IdentityInput {
  name: unknown;
  address: unknown;
  signature: unknown;
  isDefault: unknown;
}

/** Stores an identity. One with another address than before is tried at the mail server first. */
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
  if (address !== known?.address) {
    // The account's own is the one with its address: it cannot become another one.
    if (known?.address === account.address)
      throw new MailError('invalid-input', { params: { field: 'address' } });
    if (address === account.address) throw new MailError('address-exists');
    await tryAddress(ctx, account, address);
  }
  const values = { name, address, signature, isDefault: input.isDefault === true };
  const saved = await saveIdentityRow(ctx, account, known?.id ?? null, values);
  if (!saved) throw new MailError('address-exists');
  return viewIdentity(saved);
}

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
  return sanitizeMailHtml(value).html;
}

async function tryAddress(ctx: MailContext, { id }: AccountRow, address: string): Promise<void> {
  await withLogin(ctx, id, 'smtp-auth-failed', async ({ smtp, smtpLogin }) => {
    try {
      await checkSender({ endpoint: smtp, login: smtpLogin, from: address });
    } catch (error) {
      throw sendAsDenial(error, address, smtpLogin.user);
    }
  });
}

/** The server's refusal with what an administrator needs to grant the right. */
export function sendAsDenial(error: unknown, address: string, user: string): MailError {
  const known = asMailError(error);
  if (known.code !== 'send-as-denied') return known;
  // They stand in a line of PowerShell, which an administrator is going to run.
  const words = { address: shellWord(address), user: shellWord(user) };
  return new MailError('send-as-denied', { cause: known.cause, params: { ...known.params, ...words } });
}

export function viewIdentity(row: IdentityRow): IdentityView {
  const { id, accountId, name, address, signature, isDefault } = row;
  return { id, accountId, name, address, signature, isDefault };
}
