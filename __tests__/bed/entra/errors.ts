import { randomUUID } from 'node:crypto';
import { entraCode } from './aadsts';

/** An error of the sign-in service by its AADSTS number. */
export class EntraError extends Error {
  constructor(
    readonly aadsts: number,
    readonly names: { app?: string; tenant?: string } = {},
  ) {
    super(`AADSTS${aadsts}`);
    this.name = 'EntraError';
  }

  get status(): number {
    return entraCode(this.aadsts).status;
  }

  /** The sentence with its number in front and the trace lines behind, as Entra words it. */
  describe(ids: TraceIds = traceIds()): string {
    const text = entraCode(this.aadsts)
      .text.replace('{app}', this.names.app ?? '')
      .replace('{tenant}', this.names.tenant ?? '');
    return `AADSTS${this.aadsts}: ${text} Trace ID: ${ids.trace_id} Correlation ID: ${ids.correlation_id} Timestamp: ${ids.timestamp}`;
  }

  /** The JSON body of a failed token request. */
  body(): Record<string, unknown> {
    const ids = traceIds();
    const { error, suberror } = entraCode(this.aadsts);
    return {
      error,
      error_description: this.describe(ids),
      error_codes: [this.aadsts],
      ...ids,
      error_uri: `https://login.microsoftonline.com/error?code=${this.aadsts}`,
      ...(suberror ? { suberror } : {}),
    };
  }
}

interface TraceIds {
  timestamp: string;
  trace_id: string;
  correlation_id: string;
}

function traceIds(): TraceIds {
  return {
    timestamp: `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`,
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
  };
}
