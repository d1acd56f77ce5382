import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Certificate } from '../ca';
import { listen, stopServer } from '../net';
import { adminConsent } from './adminconsent';
import { authorize } from './authorize';
import type { EntraContext, PlacedFault } from './context';
import { isKnownTenant } from './context';
import { discovery } from './discovery';
import { EntraError } from './errors';
import type { EntraRequest, EntraResponse } from './http';
import { html, json, readRequest, send } from './http';
import { addressOf, token } from './token';

export interface EntraServer {
  port: number;
  /** Port of `/tokeninfo?access_token=` over plain HTTP, which is what Dovecot's oauth2 passdb asks. */
  tokenInfoPort: number;
  stop(): Promise<void>;
}

type Page = (context: EntraContext, request: EntraRequest) => EntraResponse;

const PAGES = new Map<string, { where: PlacedFault['where']; page: Page }>([
  ['v2.0/.well-known/openid-configuration', { where: 'discovery', page: discovery }],
  ['discovery/v2.0/keys', { where: 'discovery', page: (context) => json(200, context.tokens.jwks()) }],
  ['oauth2/v2.0/authorize', { where: 'authorize', page: authorize }],
  ['v2.0/adminconsent', { where: 'authorize', page: adminConsent }],
  ['oauth2/v2.0/token', { where: 'token', page: token }],
]);

/** Starts the sign-in stand-in on loopback. */
export async function startEntra(
  context: EntraContext,
  certificate: Certificate,
  port = 0,
): Promise<EntraServer> {
  const server = createServer({ cert: certificate.cert, key: certificate.key }, (message, response) => {
    void answer(context, message, response);
  });
  const tokenInfo = createHttpServer((message, response) => send(response, inspect(context, message)));
  const listening = await listen(server, port);
  const tokenInfoPort = await listen(tokenInfo, 0);
  const stop = async (one: HttpServer | typeof server): Promise<void> => {
    one.closeAllConnections();
    await stopServer(one);
  };
  return {
    port: listening,
    tokenInfoPort,
    stop: async () => {
      await Promise.all([stop(server), stop(tokenInfo)]);
    },
  };
}

async function answer(
  context: EntraContext,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const request = await readRequest(message, context.authority());
    const found = PAGES.get(request.rest);
    if (!found) return send(response, html(404, 'Not found'));
    const { where, page } = found;
    if (where === 'token') context.counters.token += 1;
    if (where === 'authorize' && request.method === 'GET') context.counters.authorize += 1;
    const address = where === 'token' ? addressOf(context, request.form) : undefined;
    const fault = context.faults.take(
      (one) => one.where === where && (one.kind === 'status' || one.kind === 'reset' || one.kind === 'hang'),
      address,
    );
    if (fault) return fail(fault, message, response);
    if (where === 'discovery') {
      const refused = context.faults.take((one) => one.where === where && one.kind === 'aadsts');
      if (refused?.kind === 'aadsts') {
        const error = new EntraError(refused.code, { app: context.clientId, tenant: request.tenant });
        return send(response, json(error.status, error.body()));
      }
    }
    if (where !== 'discovery' && !isKnownTenant(context, request.tenant)) {
      const error = new EntraError(90002, { tenant: request.tenant });
      return send(response, json(error.status, error.body()));
    }
    send(response, page(context, request));
  } catch {
    if (!response.headersSent) send(response, html(500, 'The stand-in failed'));
  }
}

function fail(fault: PlacedFault, message: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === 'reset') {
    message.socket.destroy();
  } else if (fault.kind === 'status') {
    const headers: Record<string, string> =
      fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
    // A gateway in front of the service answers with HTML; the service itself answers with JSON.
    if (fault.status === 500 || fault.status === 502) {
      const page = html(fault.status, `<html><body><h1>${fault.status} Bad Gateway</h1></body></html>`);
      send(response, { ...page, headers: { ...page.headers, ...headers } });
    } else {
      send(response, json(fault.status, new EntraError(90033).body(), headers));
    }
  }
  // `hang`: no answer at all, until the client gives up or the bed stops.
}

/** What Dovecot is told about a token: active, whose it is, and only when it is meant for IMAP. */
function inspect(context: EntraContext, message: IncomingMessage): EntraResponse {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const owner = context.tokens.ownerOf(url.searchParams.get('access_token') ?? '', 'IMAP.AccessAsUser.All');
  return json(200, owner ? { active: true, email: owner } : { active: false });
}
