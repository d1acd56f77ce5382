import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/server/actions';
import document from '../../src/swagger';
import { requestOf } from '../../src/swagger/document';
import { HOST_READS, OPERATIONS, UNDESCRIBED } from '../../src/swagger/operations';
import { SCHEMAS } from '../../src/swagger/schemas';

interface Described {
  summary: string;
  description: string;
  'x-mcp'?: boolean;
  parameters?: Array<{ name: string; description?: string; schema?: { type?: string; maximum?: number } }>;
  requestBody?: {
    content: Record<string, { schema: { properties: Record<string, { description?: string }> } }>;
  };
}
const paths = document.paths as Record<string, { get?: Described; post?: Described }>;
const operations = Object.entries(paths).map(
  ([path, item]) => [path.slice(1), (item.get ?? item.post)!] as const,
);
const find = (name: string) => operations.find(([path]) => path === name)?.[1];

describe('the description of the API', () => {
  it('says of every action either what it does or why nobody should rely on it', () => {
    const known = [...Object.keys(OPERATIONS), ...Object.keys(UNDESCRIBED)].sort();
    expect(known).toEqual(Object.keys(ACTIONS).sort());
    expect(operations.map(([name]) => name).sort()).toEqual(
      [...Object.keys(OPERATIONS), ...Object.keys(HOST_READS)].sort(),
    );
  });

  it('has the method of each action, and whole sentences', () => {
    for (const [name, { method }] of Object.entries(ACTIONS)) {
      const item = paths[`/${name}`];
      if (item) expect(Object.keys(item), name).toEqual([method === 'POST' ? 'post' : 'get']);
    }
    for (const [name, { summary, description }] of operations) {
      expect(summary, name).toMatch(/^[A-Z].*\.$/s);
      expect(description, name).toMatch(/\.$/);
    }
  });

  it('explains only parameters that exist', () => {
    for (const [name, { parameters = {} }] of Object.entries(OPERATIONS)) {
      const { parameters: inUrl, body } = requestOf(ACTIONS[name]);
      const there = [
        ...inUrl.map((parameter) => String(parameter.name)),
        ...Object.keys(body?.properties ?? {}).map((key) => `values.${key}`),
      ];
      expect(there, name).toEqual(expect.arrayContaining(Object.keys(parameters)));
    }
  });

  it('describes what a request may contain', () => {
    const page = find('mailMessages:page')!;
    const limit = page.parameters?.find(({ name }) => name === 'limit');
    expect(limit?.schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 100 });
    expect(page.parameters?.find(({ name }) => name === 'q')?.description).toContain('from:');
    const body = find('mailDrafts:write')?.requestBody?.content['application/json']?.schema;
    expect(body).toMatchObject({
      type: 'object',
      required: ['text'],
      properties: {
        to: {
          type: 'array',
          items: { type: 'string' },
          description: expect.stringContaining('Name <') as string,
        },
        answer: { properties: { kind: { enum: ['reply', 'replyAll', 'forward'] } } },
      },
    });
    const file = find('mailUploads:create')?.requestBody?.content ?? {};
    expect(Object.keys(file)).toEqual(['multipart/form-data']);
  });

  it('refers only to what it contains', () => {
    const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      ([, name]) => name,
    );
    expect(names.length).toBeGreaterThan(50);
    expect(Object.keys(SCHEMAS)).toEqual(expect.arrayContaining(names));
    expect(names).toEqual(expect.arrayContaining(Object.keys(SCHEMAS)));
  });

  it('gives agents tools that read, write drafts and sort, and none that sends or deletes', () => {
    const tools = operations.filter(([, operation]) => operation['x-mcp'] !== false).map(([name]) => name);
    expect(tools.sort()).toMatchInlineSnapshot(`
      [
        "mailAccounts:list",
        "mailAccounts:sync",
        "mailAddresses:suggest",
        "mailDrafts:write",
        "mailFolders:list",
        "mailLabels:create",
        "mailLabels:list",
        "mailLinks:list",
        "mailLinks:matching",
        "mailLinks:search",
        "mailLinks:targets",
        "mailMessages:archive",
        "mailMessages:countMatching",
        "mailMessages:flag",
        "mailMessages:label",
        "mailMessages:link",
        "mailMessages:move",
        "mailMessages:page",
        "mailMessages:snooze",
        "mailMessages:text",
        "mailNotes:create",
        "mailNotes:list",
        "mailOperations:list",
        "mailTodos:create",
        "mailTodos:list",
      ]
    `);
    for (const verb of ['send', 'remove', 'destroy', 'disconnect', 'start', 'empty'])
      expect(tools.filter((name) => name.endsWith(`:${verb}`))).toEqual([]);
  });
});
