import { createHash, createHmac, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { BedUser } from '../types';

export interface AccessToken {
  address: string;
  scopes: string[];
  expiresAt: number;
}

export interface RefreshClaims {
  address: string;
  scopes: string[];
  /** Epoch milliseconds. */
  issuedAt: number;
  id: string;
}

/** Microsoft keeps a rotated refresh token alive for a while; redeeming it again is no error. */
const ROTATED_GRACE = 60_000;

/** Scopes of the mail servers' own resources, in all clouds; a token for Graph opens no mailbox. */
const MAIL_SCOPE = /^https:\/\/(?:outlook\.office(?:365)?\.(?:com|us)|partner\.outlook\.cn)\/(.+)$/;

/** A GUID that is always the same for one name. */
export function guidOf(name: string): string {
  const hex = createHash('sha256').update(name.toLowerCase()).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Issues and judges the tokens of one stand-in. */
export class Tokens {
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly keyId = randomBytes(16).toString('base64url');
  private readonly access = new Map<string, AccessToken>();
  private readonly rotated = new Map<string, number>();
  private readonly revokedAt = new Map<string, number>();

  constructor(
    private readonly names: {
      authority: () => string;
      tenantId: string;
      clientId: string;
      clientSecret: string;
    },
    /** Seconds. */
    readonly lifetime: number,
  ) {}

  /** OpenID Connect id token with Entra's v2.0 claims. */
  idToken(user: BedUser, scopes: string[], nonce: string | undefined): string {
    const oid = guidOf(user.address);
    const now = Math.floor(Date.now() / 1000);
    const { emailClaim: email = user.address } = user;
    return this.jwt({
      aud: this.names.clientId,
      iss: `${this.names.authority()}/${this.names.tenantId}/v2.0`,
      iat: now,
      nbf: now,
      exp: now + 3600,
      ...(scopes.includes('email') && email !== null ? { email } : {}),
      name: user.name,
      ...(nonce ? { nonce } : {}),
      oid,
      preferred_username: user.upn ?? user.address,
      rh: `0.${randomBytes(24).toString('base64url')}.`,
      sub: createHash('sha256').update(`${this.names.clientId}${oid}`).digest('base64url'),
      tid: this.names.tenantId,
      uti: randomBytes(16).toString('base64url'),
      ver: '2.0',
    });
  }

  /** As long as real ones (about 2 kB), which some servers' line limits cannot take. */
  accessToken(user: BedUser, resource: string, scopes: string[]): string {
    const now = Math.floor(Date.now() / 1000);
    const token = this.jwt({
      aud: resource,
      iss: `https://sts.windows.net/${this.names.tenantId}/`,
      iat: now,
      exp: now + this.lifetime,
      appid: this.names.clientId,
      oid: guidOf(user.address),
      scp: scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1)).join(' '),
      upn: user.upn ?? user.address,
      tid: this.names.tenantId,
      uti: randomUUID(),
      xms_ftd: randomBytes(600).toString('base64url'),
    });
    this.access.set(token, { address: user.address, scopes, expiresAt: Date.now() + this.lifetime * 1000 });
    return token;
  }

  /** Signed, not stored, so that a connected account survives a restart of a stand-in with the same secret. */
  refreshToken(address: string, scopes: string[]): string {
    const claims: RefreshClaims = { address, scopes, issuedAt: Date.now(), id: randomUUID() };
    const body = encode(claims);
    return `1.${body}.${this.seal(body)}`;
  }

  /** What a refresh token says, or why it is no good: an AADSTS number. */
  readRefreshToken(token: string): RefreshClaims | number {
    const [version, body = '', seal] = token.split('.');
    if (version !== '1' || seal !== this.seal(body)) return 9002313;
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as RefreshClaims;
    const revokedAt = this.revokedAt.get(claims.address.toLowerCase());
    if (revokedAt !== undefined && claims.issuedAt <= revokedAt) return 50173;
    const rotatedAt = this.rotated.get(claims.id);
    if (rotatedAt !== undefined && Date.now() - rotatedAt > ROTATED_GRACE) return 70008;
    return claims;
  }

  rotate(claims: RefreshClaims): void {
    if (!this.rotated.has(claims.id)) this.rotated.set(claims.id, Date.now());
  }

  /** The living access token, if it is one. */
  check(token: string): AccessToken | undefined {
    const found = this.access.get(token);
    return found && found.expiresAt > Date.now() ? found : undefined;
  }

  /** Whose living access token this is, in lower case, if it was granted this permission of the mail servers. */
  ownerOf(token: string, permission: 'IMAP.AccessAsUser.All' | 'SMTP.Send'): string | undefined {
    const found = this.check(token);
    return found?.scopes.some((scope) => MAIL_SCOPE.exec(scope)?.[1] === permission)
      ? found.address.toLowerCase()
      : undefined;
  }

  /** A token for a mailbox that its owner opens by this one: what the servers behind the stand-in understand. */
  delegated(token: string, address: string): string {
    const found = this.check(token);
    if (!found) return token;
    const own = randomBytes(24).toString('base64url');
    this.access.set(own, { ...found, address });
    return own;
  }

  expire(address: string): void {
    for (const [token, { address: owner }] of this.access) {
      if (owner.toLowerCase() === address.toLowerCase()) this.access.delete(token);
    }
  }

  revoke(address: string): void {
    this.revokedAt.set(address.toLowerCase(), Date.now());
  }

  jwks(): { keys: Array<Record<string, unknown>> } {
    const jwk: Record<string, unknown> = { ...this.keys.publicKey.export({ format: 'jwk' }) };
    return { keys: [{ ...jwk, use: 'sig', alg: 'RS256', kid: this.keyId }] };
  }

  private jwt(claims: Record<string, unknown>): string {
    const head = `${encode({ typ: 'JWT', alg: 'RS256', kid: this.keyId })}.${encode(claims)}`;
    const privateKey: KeyObject = this.keys.privateKey;
    return `${head}.${sign('sha256', Buffer.from(head), privateKey).toString('base64url')}`;
  }

  private seal(body: string): string {
    return createHmac('sha256', this.names.clientSecret).update(body).digest('base64url');
  }
}
