import { checkHealth } from '../health/check';
import { read, type ActionTable } from './action';

export const healthActions: ActionTable = {
  'mailHealth:check': read({}, async (mail, http) => {
    const health = await checkHealth(mail);
    if (health.status === 'down') http.status = 503;
    http.set('Cache-Control', 'no-store');
    http.body = health;
  }),
};
