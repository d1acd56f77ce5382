import type { Context } from '@nocobase/actions';
import type { TimeZone } from '../../common';

/** The caller's time zone: the IANA zone in the request, or else the current UTC offset. */
export const zoneOf = (http: Context, timeZone: string | undefined): TimeZone =>
  timeZone ?? presentOffset(http);

/**
 * Minutes east of UTC according to the header that the host's clients send with each request, e.g. `+08:00`. It is
 * their current offset, so it's an hour off for dates on the other side of a clock change.
 */
export function presentOffset(http: Context): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(http.get('X-Timezone')) ?? [];
  const offset = Number(hours) * 60 + Number(minutes);
  return sign && offset <= 14 * 60 ? (sign === '-' ? -offset : offset) : 0;
}
