import type { VariableOption, VariableOptions } from '../host/workflows';

/** A variable as we describe it. */
export interface Variable {
  name: string;
  label: string;
  type?: 'string' | 'number' | 'boolean' | 'date';
  children?: Variable[];
}

/** Variables as the host wants them: only those of a type that fits, and under its names. */
export function variableOptions(
  variables: readonly Variable[],
  options: VariableOptions = {},
): VariableOption[] {
  const { fieldNames: { label = 'label', value = 'value', children = 'children' } = {}, types } = options;
  return variables.flatMap((variable) => {
    const inner = variable.children && variableOptions(variable.children, options);
    const fits = !types?.length || types.includes(variable.type);
    if (inner ? inner.length === 0 : !fits) return [];
    return [
      {
        ...{ key: variable.name, [value]: variable.name, [label]: variable.label },
        ...(inner ? { [children]: inner } : {}),
      },
    ];
  });
}

/** What a workflow learns about a message: `eventContext` on the server. */
export function emailVariables(t: (key: string) => string): Variable[] {
  const person = [
    { name: 'address', label: t('Email address'), type: 'string' as const },
    { name: 'name', label: t('Name'), type: 'string' as const },
  ];
  return [
    { name: 'event', label: t('What happened'), type: 'string' },
    {
      name: 'email',
      label: t('Message'),
      children: [
        { name: 'subject', label: t('Subject'), type: 'string' },
        { name: 'from', label: t('From'), children: person },
        { name: 'replyTo', label: t('Reply to'), children: person },
        { name: 'to', label: t('To'), children: person },
        { name: 'cc', label: t('Cc'), children: person },
        { name: 'date', label: t('Date'), type: 'date' },
        { name: 'preview', label: t('Preview'), type: 'string' },
        { name: 'text', label: t('Text'), type: 'string' },
        { name: 'hasAttachments', label: t('Has attachments'), type: 'boolean' },
        {
          name: 'attachments',
          label: t('Attachments'),
          children: [
            { name: 'name', label: t('File name'), type: 'string' },
            { name: 'type', label: t('File type'), type: 'string' },
            { name: 'size', label: t('Size'), type: 'number' },
          ],
        },
        { name: 'account', label: t('Mailbox'), type: 'string' },
        { name: 'folder', label: t('Folder'), type: 'string' },
        { name: 'id', label: t('ID'), type: 'string' },
        { name: 'messageId', label: t('Message-ID'), type: 'string' },
        { name: 'threadKey', label: t('Conversation'), type: 'string' },
      ],
    },
  ];
}
