import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { NODE_MODULES, readPackageJson } from '../build/project.mts';

/**
 * Creates the host's own `node_modules`, in which `@nocobase/*` are links to the shared packages. The host
 * links plugins into the folder named by `NODE_MODULES_PATH`. With separate folders, several hosts can run
 * from one checkout, each with its own plugin files.
 */
export function overlayModules(dir: string): string {
  const overlay = path.join(dir, 'node_modules');
  const scope = path.join(overlay, '@nocobase');
  mkdirSync(scope, { recursive: true });
  const shared = path.join(NODE_MODULES, '@nocobase');
  const own = readPackageJson().name;
  for (const name of readdirSync(shared)) {
    if (`@nocobase/${name}` !== own) link(path.join(shared, name), path.join(scope, name));
  }
  removeStrayLink(own);
  return overlay;
}

/** Links the plugin's folder into the overlay under its name. */
export function linkPlugin(dir: string, name: string, folder: string): void {
  const target = path.join(dir, 'node_modules', name);
  mkdirSync(path.dirname(target), { recursive: true });
  link(folder, target);
}

function link(source: string, target: string): void {
  if (existsSync(target)) return;
  rmSync(target, { force: true });
  symlinkSync(source, target, 'dir');
}

/** A link in the shared folder would be found before the overlay's, by every host. */
function removeStrayLink(name: string): void {
  const stray = path.join(NODE_MODULES, name);
  if (lstatSync(stray, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(stray);
}

/**
 * Creates the folder that the host serves its clients from: links to the shared one, with its own
 * `index.html`, because that file depends on the public path.
 */
export function clientRoot(dir: string, environment: Record<string, string>): string {
  const root = path.join(dir, 'client');
  const served = path.join(root, 'dist/client');
  const shared = path.join(NODE_MODULES, '@nocobase/app/dist/client');
  mkdirSync(served, { recursive: true });
  for (const entry of readdirSync(shared, { withFileTypes: true })) {
    const target = path.join(served, entry.name);
    // The host's file server refuses links to files but follows links to folders.
    if (entry.isDirectory()) link(path.join(shared, entry.name), target);
    else if (!entry.name.startsWith('index.html')) cpSync(path.join(shared, entry.name), target);
  }
  const template = readFileSync(path.join(shared, 'index.html.tpl'), 'utf8');
  writeFileSync(path.join(served, 'index.html'), fill(template, environment));
  return root;
}

function fill(template: string, environment: Record<string, string>): string {
  const values: Record<string, string> = {
    ...environment,
    API_BASE_URL: environment.API_BASE_PATH ?? '',
    NOCOBASE_APP_DEV: 'false',
  };
  return template
    .replace(/\{\{env\.(\w+)\}\}/g, (_, key: string) => values[key] ?? '')
    .replace(/((?:src|href)=")(?:\.?\/)?assets\//g, `$1${environment.APP_PUBLIC_PATH}assets/`);
}
