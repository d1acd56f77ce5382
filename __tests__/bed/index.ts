import { randomUUID } from 'node:crypto';
import { ensureCa } from './ca';
import { Delegates } from './delegates';
import { startStore } from './backend';
import { Faults } from './faults';
import { startEntra } from './entra/server';
import type { EntraContext, GrantedCode, PlacedFault } from './entra/context';
import { Tokens } from './entra/tokens';
import { signIn } from './entra/signin';
import { ImapProxy } from './imap/proxy';
import { SmtpBed } from './smtp/server';
import { deliverer } from './smtp/deliver';
import type { BedMailbox, BedOptions, BedShared, BedUser, LocalMicrosoft } from './types';

export * from './types';

/** The registration of the stand-in's one application; plainly made up, and always the same. */
export const REGISTRATION = {
  tenantId: '7e5700de-0000-4000-8000-00000000f00d',
  clientId: '10ca1000-0000-4000-8000-0000000c11e1',
  clientSecret: 'LOC8Q~Stand-in.Secret_only.For.This_Computer',
  clientSecretId: '5ec2e700-0000-4000-8000-0000000001d5',
} as const;

const CALLBACK = /mailAccounts:callback$/;

/** Starts a Microsoft in miniature on loopback: sign-in service, mailboxes, submission. */
export async function startBed(options: BedOptions = {}): Promise<LocalMicrosoft> {
  const profile = options.profile ?? 'exchange';
  const certificate = ensureCa(options.directory);
  const people = new Map<string, BedUser>();
  const mailboxes = new Map<string, BedMailbox>();
  const delegates = new Delegates(options.sendAs);
  const counters = {
    ...{ token: 0, authorize: 0, imapLogins: 0, imapCommands: 0, smtpLogins: 0, accepted: 0 },
    refreshToken: '',
    commands: new Map<string, number>(),
  };
  /** The mailbox of whoever signs in with this name. */
  const addressOf = (user: string): string => {
    const name = user.toLowerCase();
    return [...people.values()].find(({ upn }) => upn?.toLowerCase() === name)?.address.toLowerCase() ?? name;
  };
  const stops: Array<() => Promise<void>> = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };

  let authority = '';
  const tokens = new Tokens({ ...REGISTRATION, authority: () => authority }, options.tokenLifetime ?? 3600);
  const faults = new Faults<PlacedFault>();
  const entra: EntraContext = {
    ...REGISTRATION,
    authority: () => authority,
    tokens,
    codes: new Map<string, GrantedCode>(),
    faults,
    counters,
    users: () => [...people.values()],
    findUser: (address) => people.get(address.toLowerCase()),
    isRegistered: (uri) => {
      if (options.redirectUris?.includes(uri)) return true;
      return URL.canParse(uri) && CALLBACK.test(new URL(uri).pathname) && new URL(uri).search === '';
    },
  };

  try {
    const entraServer = await startEntra(entra, certificate, options.ports?.authority);
    stops.push(entraServer.stop);
    authority = `https://localhost:${entraServer.port}`;

    const store = await startStore(profile, {
      tokenInfoPort: entraServer.tokenInfoPort,
      mailDirectory: options.mailDirectory,
      lmtp: options.lmtp,
      ownerOf: (token) => tokens.ownerOf(token, 'IMAP.AccessAsUser.All'),
      cut: (address) => proxy.cut(address),
    });
    stops.push(store.stop);

    const proxy = await ImapProxy.start({
      certificate,
      target: store.port,
      exchange: profile === 'exchange',
      port: options.ports?.imap,
      onLogin: () => (counters.imapLogins += 1),
      onCommand: (name) => {
        counters.imapCommands += 1;
        counters.commands.set(name, (counters.commands.get(name) ?? 0) + 1);
      },
      delegate: (address, token) => {
        const owner = tokens.ownerOf(token, 'IMAP.AccessAsUser.All');
        if (owner && addressOf(address) === owner && owner !== address.toLowerCase())
          return { mailbox: owner, token, connected: true };
        if (!owner || !delegates.find(address)) return undefined;
        const connected = delegates.mayOpen(owner, address);
        return { mailbox: address, token: tokens.delegated(token, address), connected };
      },
    });
    stops.push(() => proxy.stop());

    const mailbox = (address: string): BedMailbox => {
      const found = mailboxes.get(address.toLowerCase());
      if (!found) throw new Error(`no mailbox of ${address} in this bed`);
      return found;
    };

    const smtp = await SmtpBed.start({
      certificate,
      port: options.ports?.smtp,
      ownerOf: (token) => tokens.ownerOf(token, 'SMTP.Send'),
      addressOf,
      isKnown: (address) => mailboxes.has(address.toLowerCase()) || isOutside(address, [...people.values()]),
      maySendAs: (owner, address) => delegates.maySendAs(owner, address),
      refusedAt: options.sendAsRefusedAt ?? 'mail',
      deliver: deliverer({
        find: (address) => mailboxes.get(address.toLowerCase()),
        keepsSentAs: (address) => delegates.find(address)?.copySentAs ?? false,
        rewriteMessageId: options.rewriteMessageId ?? false,
        onAccepted: (mail) => {
          counters.accepted += 1;
          return options.onAccepted?.(mail);
        },
      }),
      onLogin: () => (counters.smtpLogins += 1),
    });
    stops.push(() => smtp.stop());

    const open = async (address: string): Promise<BedMailbox> => {
      const key = address.toLowerCase();
      const box = mailboxes.get(key) ?? (await store.mailbox(key));
      mailboxes.set(key, box);
      return box;
    };
    const addUser = (user: BedUser): Promise<BedMailbox> => {
      people.set(user.address.toLowerCase(), user);
      return open(user.address);
    };
    const share = (shared: BedShared): Promise<BedMailbox> => {
      delegates.set(shared);
      return open(shared.address);
    };
    for (const user of options.users ?? []) await addUser(user);
    for (const shared of options.shared ?? []) await share(shared);

    return {
      profile,
      authority,
      ...REGISTRATION,
      imap: { host: 'localhost', port: proxy.port, security: 'tls' },
      smtp: { host: 'localhost', port: smtp.port, security: 'starttls' },
      caFile: certificate.caFile,
      direct: store.direct,
      addUser,
      mailbox,
      share,
      get users() {
        return [...people.values()];
      },
      entraFault: (where, fault, limits) => faults.add({ ...fault, where }, limits),
      imapFault: (fault, limits) => proxy.fault(fault, limits),
      smtpFault: (fault, limits) => smtp.fault(fault, limits),
      clearFaults: () => {
        faults.clear();
        proxy.clearFaults();
        smtp.clearFaults();
      },
      expireAccessTokens: (address) => tokens.expire(address),
      revoke: (address) => tokens.revoke(address),
      authorize: (url, address, choice) => signIn(certificate, url, address, choice),
      counters,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Mail to the world outside is accepted and gone; only domains of the bed, and none at all, can be wrong. */
function isOutside(address: string, people: BedUser[]): boolean {
  const domain = domainOf(address);
  return !/(^|\.)invalid$/.test(domain) && !people.some((person) => domainOf(person.address) === domain);
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** An address that no other test uses. */
export function uniqueAddress(name = 'user'): string {
  return `${name}.${randomUUID().slice(0, 8)}@example.com`;
}
