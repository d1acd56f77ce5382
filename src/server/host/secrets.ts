import { createHmac } from 'node:crypto';
import type { MailContext } from '../context';

/** Encrypts with the app's key (`APP_AES_SECRET_KEY`, or a key file in the storage folder). */
export const encrypt = ({ app }: MailContext, plain: string): Promise<string> =>
  app.aesEncryptor.encrypt(plain);

/** Decrypts what {@link encrypt} returned. */
export const decrypt = ({ app }: MailContext, sealed: string): Promise<string> =>
  app.aesEncryptor.decrypt(sealed);

/** Whether encrypting makes a text unreadable, and decrypting restores it unchanged. */
export async function canKeepSecrets(ctx: MailContext): Promise<boolean> {
  const plain = 'a secret';
  const sealed = await encrypt(ctx, plain);
  if (sealed.includes(plain) || (await decrypt(ctx, sealed)) !== plain) return false;
  return Buffer.isBuffer((ctx.app.aesEncryptor as unknown as { key?: unknown }).key);
}

/** HMAC-SHA256 of a text, in base64url, with a key that is made from the app's own for this purpose alone. */
export function signature({ app }: MailContext, purpose: string, text: string): string {
  const { key } = app.aesEncryptor as unknown as { key: Buffer };
  const ownKey = createHmac('sha256', key).update(`mail:${purpose}`).digest();
  return createHmac('sha256', ownKey).update(text).digest('base64url');
}
