import type { MailContext } from '../context';
import { causeText } from '../errors';
import { decrypt, encrypt } from '../host';

/** Encrypts with the app's key (`APP_AES_SECRET_KEY`, or a key file in the storage folder). */
export const seal = (ctx: MailContext, plain: string): Promise<string> => encrypt(ctx, plain);

/** Decrypts; null if the key isn't the one used for encryption (a restored database, a lost key file). */
export async function open(ctx: MailContext, sealed: string): Promise<string | null> {
  try {
    return await decrypt(ctx, sealed);
  } catch (error) {
    ctx.log.error('mail: a stored secret cannot be decrypted; has the encryption key changed?', {
      cause: causeText(error),
    });
    return null;
  }
}
