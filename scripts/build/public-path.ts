/**
 * The first module of both clients' entries sets where their chunks are. The host runs UMD factories late,
 * when `document.currentScript` is already null, so the bundler's own guess fails.
 */
declare const __PACKAGE_NAME__: string;
declare const __LANE__: string;

/** The bundler replaces this free variable. An import couldn't be assigned to. */
declare const __webpack_require__: { p: string };

interface HostWindow {
  __webpack_public_path__?: string;
  __nocobase_public_path__?: string;
  __nocobase_modern_client_prefix__?: string;
}

function applicationRoot(host: HostWindow): string {
  // The CDN's address or the application's root. The host sets it if it isn't '/'.
  if (host.__webpack_public_path__) return host.__webpack_public_path__;
  const root = host.__nocobase_public_path__ || '/';
  // The new client's public path ends with its prefix. Plugins are next to it, not below it.
  const prefix = `/${host.__nocobase_modern_client_prefix__ || 'v'}/`;
  return root.endsWith(prefix) ? root.slice(0, 1 - prefix.length) : root;
}

const root = applicationRoot(window as HostWindow);
__webpack_require__.p = `${`${root}/`.replace(/(?<!\/)\/+$/, '/')}static/plugins/${__PACKAGE_NAME__}/dist/${__LANE__}/`;

export {};
