import { daysLater, daysUntil, MORNING, type LaterTime } from '../composer/later/send-later';

const [SUNDAY, MONDAY, FRIDAY, SATURDAY] = [0, 1, 5, 6];
/** Nobody deals with mail later than at this hour. */
const EVENING = 20;
/** Hours from now for “later today”. */
const LATER = 3;

/** Times at which snoozed messages can come back, in the browser's time zone, the earliest first. */
export function snoozeTimes(now: Date): LaterTime[] {
  const today = daysLater(now, 0, now.getHours() + LATER + (now.getMinutes() > 0 ? 1 : 0));
  const day = now.getDay();
  return [
    ...(today <= daysLater(now, 0, EVENING) ? [{ label: 'Later today', at: today }] : []),
    { label: 'Tomorrow morning', at: daysLater(now, 1, MORNING) },
    // On Fridays, that is tomorrow.
    ...([SUNDAY, FRIDAY, SATURDAY].includes(day)
      ? []
      : [{ label: 'This weekend', at: daysLater(now, daysUntil(SATURDAY, now), MORNING) }]),
    ...(day === SUNDAY ? [] : [{ label: 'Next week', at: daysLater(now, daysUntil(MONDAY, now), MORNING) }]),
  ];
}
