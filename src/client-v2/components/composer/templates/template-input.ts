import type { TemplateInput, TemplateView, UploadView } from '../../../../common';

/** A template being edited; a new one has no id. */
export interface EditedTemplate extends Omit<TemplateInput, 'uploadIds'> {
  id: TemplateView['id'] | null;
  files: UploadView[];
  roles: string[];
}

export const NEW_TEMPLATE: EditedTemplate = {
  ...{ id: null, folder: '', title: '', subject: '', html: '', language: '', files: [], roles: [] },
};

/** Returns a stored template for a form. */
export const editedTemplate = (view: TemplateView): EditedTemplate => {
  const { id, folder, title, subject, html, language, files, roles } = view;
  return { id, folder, title, subject, html, language, files, roles };
};

/** Languages that dates and numbers are often wanted in. */
const LANGUAGES = [
  ...['ar', 'cs', 'da', 'de-DE', 'el', 'en-GB', 'en-US', 'es', 'fi', 'fr', 'he', 'hi', 'hu', 'id', 'it'],
  ...[
    'ja',
    'ko',
    'nb',
    'nl',
    'pl',
    'pt-BR',
    'pt-PT',
    'ro',
    'ru',
    'sv',
    'th',
    'tr',
    'uk',
    'vi',
    'zh-CN',
    'zh-TW',
  ],
];

/** The languages by name, in the language of the page. `chosen` is there even if it's none of the usual ones. */
export function languageOptions(page: string, chosen: string): Array<{ value: string; label: string }> {
  const names = new Intl.DisplayNames(page, { type: 'language' });
  const tags = [...new Set([...LANGUAGES, ...(chosen ? [chosen] : [])])];
  return tags
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((one, other) => one.label.localeCompare(other.label, page));
}

/** A variable as it's written in a text. */
export const placeholder = (path: string): string => `{{ ${path} }}`;
