/** A meeting as described by a calendar message (RFC 5545, RFC 5546). */
export interface Invitation {
  /** What the message does; `event`: a meeting that asks for no answer. */
  method: 'request' | 'cancel' | 'reply' | 'event';
  uid: string;
  /** Increases with each change by the organizer. */
  sequence: number;
  /** When this version was written, as an ISO 8601 instant; '' if unknown. */
  stamp: string;
  /** Which meeting of a series this is about; '' for the whole series. */
  recurrenceId: string;
  title: string;
  place: string;
  /** Link to join online, always `https:`. */
  link: string | null;
  start: EventTime | null;
  /** Exclusive: just after the last minute or the last day. */
  end: EventTime | null;
  recurrence: Recurrence | null;
  organizer: InvitedPerson | null;
  /** The first few; rooms aren't included. */
  attendees: InvitedPerson[];
  attendeeCount: number;
  /** The comment that someone wrote with a reply. */
  comment: string;
}

export interface EventTime {
  /** `2026-03-01` for a day, or `2026-03-01T09:30` in the zone's local time. */
  local: string;
  /** The ISO 8601 instant; null for a day, and for a floating time that follows the viewer's zone. */
  instant: string | null;
  /** The zone as the calendar names it; '' for UTC, days and floating times. */
  zone: string;
}

export type Participation = 'accepted' | 'tentative' | 'declined' | 'delegated' | 'waiting';
export type InvitationAnswer = Extract<Participation, 'accepted' | 'tentative' | 'declined'>;

export interface InvitedPerson {
  name: string;
  address: string;
  state: Participation;
}

export interface Recurrence {
  every: 'day' | 'week' | 'month' | 'year' | 'other';
  interval: number;
  /** `MO`, `TU`, …. */
  days: string[];
  /** Which of these days in a month; negative counts from the end, 0 for none. */
  nth: number;
  /** The last day, e.g. `2026-03-01`. */
  until: string | null;
  count: number | null;
}
