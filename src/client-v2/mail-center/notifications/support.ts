/** Whether this browser can show notifications, has to ask first, or why it can't. */
export type Support = 'granted' | 'ask' | 'denied' | 'insecure' | 'missing';

/** Checks whether this browser can show notifications now. */
export function notificationSupport(): Support {
  if (!window.isSecureContext) return 'insecure';
  if (!('Notification' in window) || !('locks' in navigator)) return 'missing';
  return Notification.permission === 'default' ? 'ask' : Notification.permission;
}
