import { expect } from 'vitest';
import type { BootedApp, Caller } from './boot';

/** The primary key of a collection. */
export const ID = {
  ...{ name: 'id', type: 'bigInt', autoIncrement: true, primaryKey: true, allowNull: false },
  interface: 'integer',
};

/** A field with a text; `more` changes it. */
export const textField = (name: string, more: object = {}) => ({
  ...{ name, type: 'string', interface: 'input', uiSchema: { title: name.toUpperCase() }, ...more },
});

async function post({ root }: BootedApp, action: string, body: object): Promise<void> {
  const answer = await root.post(action, { body });
  expect(answer.status, `${action} ${JSON.stringify(answer.body)}`).toBe(200);
}

/** Creates a role, which these people have from now on, and no other. */
export async function giveRole(booted: BootedApp, name: string, ...people: Caller[]): Promise<void> {
  await post(booted, 'roles:create', { name, title: name });
  const users = booted.app.db.getRepository('users');
  for (const { userId } of people) await users.update({ filterByTk: userId, values: { roles: [name] } });
}

/** Lets a role view fields of a collection (all if undefined): of all records, or of those that somebody created. */
export async function mayView(
  booted: BootedApp,
  role: string,
  name: string,
  fields?: string[],
  which: 'all' | 'own' = 'all',
): Promise<void> {
  const scopes = booted.app.db.getRepository('dataSourcesRolesResourcesScopes');
  const own = (await scopes.findOne({ filter: { key: 'own', dataSourceKey: 'main' } })) as {
    get(name: string): number;
  };
  const scope = which === 'own' ? { scope: own.get('id') } : {};
  await post(booted, `roles/${role}/resources:create`, {
    ...{ name, dataSourceKey: 'main', usingActionsConfig: true },
    actions: [{ name: 'view', fields, ...scope }],
  });
}
