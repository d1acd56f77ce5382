import type { MessageFacts } from '../messageFacts';
import { claimedAddress } from './addresses';
import { readAuthentication } from './authentication';
import { fieldOf, type HeaderFields } from './header';
import { readUnsubscribe } from './unsubscribe';

/** Facts from a header, or from its fields listed in FACT_FIELDS. */
export function readFacts(fields: HeaderFields): MessageFacts {
  // Each server adds its own on top (RFC 8601 §5), so any below the first came with the message.
  const authentication = readAuthentication(fieldOf(fields, 'authentication-results'));
  const claims = claimedAddress(fieldOf(fields, 'from'));
  const unsubscribe = readUnsubscribe(
    fieldOf(fields, 'list-unsubscribe'),
    fieldOf(fields, 'list-unsubscribe-post'),
  );
  return {
    ...(authentication ? { authentication } : {}),
    ...(claims === null ? {} : { claims }),
    ...(unsubscribe ? { unsubscribe } : {}),
  };
}
