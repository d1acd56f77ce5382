import type { Id, MailAddress, UploadView } from './types';

/** Maximum characters of a template's text. Small pictures in it are part of the text. */
export const LONGEST_TEMPLATE = 1_000_000;
/** Maximum characters of a template's subject, before its variables are filled in. */
export const LONGEST_TEMPLATE_SUBJECT = 500;
export const LONGEST_TEMPLATE_TITLE = 200;
export const LONGEST_TEMPLATE_FOLDER = 100;
/** Maximum number of templates that one person may have. */
export const MOST_TEMPLATES = 500;

/**
 * A use of a variable: `{{ $record.name }}`. Between the braces there may be no markup and not much text, so that
 * looking for them takes linear time.
 */
export const PLACEHOLDER = /\{\{([^{}<>]{1,200})\}\}/g;

/** Variables that need no record. */
export const PLAIN_VARIABLES = ['$date', '$time', '$weekday', '$recipient.name', '$recipient.email'] as const;

/** A line in the list of templates. */
export interface TemplateSummary {
  id: Id;
  /** Groups templates; '' for none. */
  folder: string;
  title: string;
  subject: string;
  /** The beginning of the text. */
  preview: string;
  /** The language in which dates and numbers are written (a BCP 47 tag); '' for the writer's own. */
  language: string;
  /** Whether it's the caller's, who alone may change it. */
  isOwn: boolean;
  /** The name of its owner. */
  owner: string;
  /** Names of the roles whose members may use it; only the owner learns them. */
  roles: string[];
  isShared: boolean;
  hasFiles: boolean;
  updatedAt: string;
}

/** `GET mailTemplates:list`. */
export interface TemplateList {
  /** The caller's own and those shared with the caller's roles, by folder and title. */
  templates: TemplateSummary[];
  /** Whether the caller may share templates with roles. */
  canShare: boolean;
}

/** A template with its text, as it was written. */
export interface TemplateView extends TemplateSummary {
  /** Sanitized HTML, with its variables. */
  html: string;
  files: UploadView[];
}

/** What a person writes. */
export interface TemplateInput {
  folder: string;
  title: string;
  subject: string;
  html: string;
  language: string;
  /** The caller's uploads. The template keeps copies of its own. */
  uploadIds: Id[];
}

/** A record of the app's own database. */
export interface RecordRef {
  collection: string;
  id: Id;
}

export interface TemplateRequest {
  id: Id;
  /** What `$record` refers to. */
  record?: RecordRef | null;
  /** Who the message is for. `$recipient` refers to the only one; if there are several, it has no value. */
  recipients?: MailAddress[];
  /** Whether the files are copied, to be sent with the message. Otherwise they're only named. */
  withFiles?: boolean;
  timeZone?: string;
}

/** A template with its variables filled in. */
export interface RenderedTemplate {
  /** Plain text. */
  subject: string;
  /** Sanitized HTML. */
  html: string;
  /** Variables without a value, such as `$record.city`. They are still in the text and the subject, in braces. */
  missing: string[];
  /** With `withFiles`, uploads of the caller's own; otherwise the template's. */
  files: UploadView[];
}

/** Something that can be put into a template. */
export interface TemplateVariable {
  /** `$user.nickname` */
  path: string;
  /** The field's title; may be a template that the host translates. */
  title: string;
}

/** `GET mailTemplates:variables`. */
export interface TemplateVariables {
  user: TemplateVariable[];
  /** The collections whose records the caller may see. */
  collections: Array<{ name: string; title: string }>;
  /** The fields of the collection that was asked for. */
  record: TemplateVariable[];
}

/** A role that templates can be shared with. */
export interface TemplateRole {
  name: string;
  /** May be a template that the host translates. */
  title: string;
}
