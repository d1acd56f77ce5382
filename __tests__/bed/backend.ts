import { DovecotMailbox } from './dovecot/mailbox';
import { startDovecot } from './dovecot/server';
import { MemoryMailbox } from './npm/mailbox';
import { startMemoryImap } from './npm/server';
import { UserStore } from './npm/store';
import type { BedMailbox, DirectAccess, LocalMicrosoft } from './types';

/** The mail server behind the proxy. */
export interface MailStore {
  /** Plain-text IMAP on loopback. */
  port: number;
  direct: DirectAccess | null;
  mailbox(address: string): Promise<BedMailbox>;
  stop(): Promise<void>;
}

export interface StoreOptions {
  tokenInfoPort: number;
  mailDirectory?: string;
  lmtp?: boolean;
  /** The address that an access token with the IMAP scope belongs to, while it lives. */
  ownerOf(token: string): string | undefined;
  /** Cuts a mailbox's client connections. */
  cut(address: string): void;
}

/** Starts what keeps the mail: Dovecot, or the one that needs nothing but npm packages. */
export async function startStore(
  profile: LocalMicrosoft['profile'],
  { tokenInfoPort, mailDirectory, lmtp, ownerOf, cut }: StoreOptions,
): Promise<MailStore> {
  if (profile === 'npm') {
    const stores = new Map<string, UserStore>();
    const server = await startMemoryImap({ ownerOf, storeOf: (address) => stores.get(address) });
    return {
      port: server.port,
      direct: null,
      mailbox: async (address) => {
        const store = new UserStore();
        stores.set(address, store);
        return new MemoryMailbox(store, () => cut(address));
      },
      stop: server.stop,
    };
  }
  const dovecot = await startDovecot({ profile, tokenInfoPort, mailDirectory, lmtp });
  const open: DovecotMailbox[] = [];
  return {
    port: dovecot.port,
    direct: { password: dovecot.masterPassword, imapPort: dovecot.port, lmtpPort: dovecot.lmtpPort },
    mailbox: async (address) => {
      const box = new DovecotMailbox(dovecot, address, () => cut(address));
      open.push(box);
      return box;
    },
    stop: async () => {
      await Promise.all(open.map((box) => box.close()));
      await dovecot.stop();
    },
  };
}
