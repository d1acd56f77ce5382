import type { MailContext } from '../context';
import { causeText } from '../errors';

/** Encrypts with the app's key (`APP_AES_SECRET_KEY`, or a key file in the storage folder). */
export const seal = (ctx: MailContext, plain: string): Promise<string> => ctx.app.aesEncryptor.encrypt(plain);

/** Decrypts; null where the key is not the one it was sealed with (a restored database, a lost key file). */
export async function open(ctx: MailContext, sealed: string): Promise<string | null> {
  try {
    return await ctx.app.aesEncryptor.decrypt(sealed);
  } catch (error) {
    ctx.log.error('email-manager: a stored secret cannot be decrypted; was the encryption key changed?', {
      cause: causeText(error),
    });
    return null;
  }
}
