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
  return !sealed.includes(plain) && (await decrypt(ctx, sealed)) === plain;
}
