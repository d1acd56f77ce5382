/** Languages that the plugin is translated into. */
export const LANGUAGES = ['en-US', 'zh-CN', 'de-DE'] as const;

/** Language tags (RFC 5646), limited to a language, a script and a region. */
const TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}$/i;

/**
 * Languages in which to look for a text, best first: the requested one, since a translator may have added it; our
 * nearest one (`de-AT` → `de-DE`); the app's own; and English, which has every text.
 */
export function languagesFor(wanted: unknown, preset: unknown): string[] {
  const asked = [wanted].flat().find((one): one is string => typeof one === 'string' && TAG.test(one));
  const near = LANGUAGES.find((one) => one.slice(0, 2) === asked?.toLowerCase().split('-')[0]);
  const known = [asked, near, typeof preset === 'string' ? preset : undefined, 'en-US'];
  return [...new Set(known.filter((one) => one !== undefined))];
}
