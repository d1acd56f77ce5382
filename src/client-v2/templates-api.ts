import type {
  CompanySignature,
  CompanySignaturePreview,
  Id,
  OwnCompanySignature,
  RenderedTemplate,
  TemplateInput,
  TemplateList,
  TemplateRequest,
  TemplateRole,
  TemplateVariables,
  TemplateView,
} from '../common';
import type { Get, Post } from './call';
import { timeZone } from './time-zone';

/** The calls for templates and for the company's signature, which has variables too. */
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
      timeZone: timeZone(),
    }),
  /** The company's signature with the user's own values. */
  ownCompanySignature: () => get<OwnCompanySignature>('mailSignatures:mine', { timeZone: timeZone() }),
  /** The company's signature as it was written, for those who may change it. */
  companySignature: () => get<CompanySignature>('mailSignatures:get'),
  saveCompanySignature: (input: CompanySignature) => post<CompanySignature>('mailSignatures:save', input),
  /** Fills in a signature that isn't stored yet. */
  previewSignature: (input: Pick<CompanySignature, 'html' | 'answerHtml'>) =>
    post<CompanySignaturePreview>('mailSignatures:preview', { ...input, timeZone: timeZone() }),
});
