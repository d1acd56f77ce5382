import type {
  Id,
  RenderedTemplate,
  TemplateInput,
  TemplateList,
  TemplateRequest,
  TemplateRole,
  TemplateVariables,
  TemplateView,
} from '../common';
import type { Get, Post } from './call';

/** The calls for templates. */
export const templateCalls = (get: Get, post: Post) => ({
  /** The caller's own templates and those shared with the caller, by folder and title. */
  templates: () => get<TemplateList>('mailTemplates:list'),
  template: (id: Id) => get<TemplateView>('mailTemplates:get', { filterByTk: id }),
  /** Without an id, stores a new one. */
  saveTemplate: (id: Id | null, input: TemplateInput) =>
    id === null
      ? post<TemplateView>('mailTemplates:create', input)
      : post<TemplateView>('mailTemplates:update', input, id),
  removeTemplate: (id: Id) => post('mailTemplates:destroy', {}, id),
  /** Sets the roles whose members may use a template. */
  shareTemplate: (id: Id, roles: string[]) => post<TemplateView>('mailTemplates:share', { roles }, id),
  templateRoles: () => get<TemplateRole[]>('mailTemplates:roles'),
  /** What can be put into a template: of the user, and of a collection's records. */
  templateVariables: (collection?: string) =>
    get<TemplateVariables>('mailTemplates:variables', { collection }),
  /** Fills in a template's variables. */
  renderTemplate: (input: TemplateRequest) =>
    post<RenderedTemplate>('mailTemplates:render', {
      ...input,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
});
