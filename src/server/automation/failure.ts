import { PACKAGE_NAME, type ErrorCode } from '../../common';
import type { MailContext } from '../context';
import { asMailError, causeText } from '../errors';
import { JOB, type JobResult } from '../host';

/** What a node says about a failure; the workflow continues only if its builder wants that. */
export function failed(ctx: MailContext, error: unknown, goOn: boolean): JobResult {
  const { code, params } = asMailError(error);
  if (code === 'internal') ctx.log.error('mail: a node of a workflow failed', { cause: causeText(error) });
  return { status: goOn ? JOB.done : JOB.failed, result: reasonOf(ctx, code, params) };
}

/** A reason as builders read it, in the app's language. */
export const reasonOf = (
  ctx: MailContext,
  reason: ErrorCode,
  params: Record<string, string | number> = {},
): { reason: ErrorCode; message: string } => ({
  reason,
  message: String(
    ctx.app.i18n.t(`error.${reason}`, { ns: PACKAGE_NAME, interpolation: { escapeValue: false }, ...params }),
  ),
});
