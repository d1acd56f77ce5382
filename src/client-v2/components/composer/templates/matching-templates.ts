import { foldText, type TemplateSummary } from '../../../../common';

/** Returns the templates that contain every word of a search, in their order. */
export function matchingTemplates(templates: readonly TemplateSummary[], typed: string): TemplateSummary[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...templates];
  return templates.filter(({ folder, title, subject, preview }) => {
    const text = foldText(`${folder}\n${title}\n${subject}\n${preview}`);
    return words.every((word) => text.includes(word));
  });
}

/** Templates of one folder, in the order of the list. */
export interface TemplateGroup {
  folder: string;
  templates: TemplateSummary[];
}

/** Groups templates that are sorted by folder. */
export function byFolder(templates: readonly TemplateSummary[]): TemplateGroup[] {
  const groups: TemplateGroup[] = [];
  for (const template of templates) {
    const last = groups.at(-1);
    if (last?.folder === template.folder) last.templates.push(template);
    else groups.push({ folder: template.folder, templates: [template] });
  }
  return groups;
}
