import type { TemplateInput, TemplateView } from '../../src/common';
import type { Caller } from '../server/caller';

/** Templates for the customers of the sample page. */
const OWN: TemplateInput[] = [
  {
    ...{ folder: 'Offers', title: 'Thank you for your inquiry', language: '', uploadIds: [] },
    subject: 'Your inquiry of {{ $date }}',
    html: '<p>Dear {{ $recipient.name }},</p><p>thank you for your interest in our instruments. You will receive our offer for {{ $record.company }} within two working days.</p>',
  },
  {
    ...{ folder: 'Offers', title: 'Angebot auf Deutsch', language: 'de-DE', uploadIds: [] },
    subject: 'Unser Angebot vom {{ $date }}',
    html: '<p>Guten Tag {{ $recipient.name }},</p><p>anbei unser Angebot vom {{ $weekday }}, dem {{ $date }}.</p>',
  },
];
const SHARED: TemplateInput = {
  ...{ folder: 'Service', title: 'We received your device', language: '', uploadIds: [] },
  subject: 'Your device has arrived',
  html: '<p>Dear {{ $recipient.name }},</p><p>your device arrived today, {{ $date }}. We will calibrate it this week.</p><p>{{ $user.nickname }}</p>',
};

/** Gives a person two templates, and shares one of the administrator's with everybody who has the role. */
export async function addSampleTemplates(person: Caller, root: Caller, role: string): Promise<void> {
  for (const template of OWN) await create(person, template);
  const { id } = await create(root, SHARED);
  const shared = await root.post('mailTemplates:share', {
    query: { filterByTk: id },
    body: { roles: [role] },
  });
  if (shared.status >= 300) throw new Error(`A template could not be shared: ${JSON.stringify(shared.body)}`);
}

async function create(owner: Caller, body: TemplateInput): Promise<TemplateView> {
  const answer = await owner.post<TemplateView>('mailTemplates:create', { body });
  if (answer.status >= 300) throw new Error(`A template could not be made: ${JSON.stringify(answer.body)}`);
  return answer.data;
}
