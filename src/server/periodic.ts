import type { MailContext, Service } from './context';
import { causeText } from './errors';
import { unrestricted } from './store/rowSecurity/rowSecurity';

/**
 * A service that does something at startup and every `interval` milliseconds, but never twice at a time. `failure` is
 * logged with the cause when it fails; the next attempt is the next interval's.
 */
export function periodic(
  ctx: MailContext,
  interval: number,
  work: () => Promise<void>,
  failure: string,
): Service {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const run = () => {
    running ??= work()
      .catch((cause: unknown) => {
        ctx.log.warn(failure, { cause: causeText(cause) });
      })
      .finally(() => {
        running = undefined;
      });
  };
  return {
    start: () => {
      clearInterval(timer);
      // A request may have started the app; a timer created during it would be limited to its user's rights.
      unrestricted(() => {
        run();
        timer = setInterval(run, interval).unref();
      });
    },
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}
