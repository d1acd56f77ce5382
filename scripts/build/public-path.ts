/**
 * First module of both clients' entries: where their chunks lie. The host runs UMD factories late, when
 * `document.currentScript` is already null, so the bundler's own guess fails.
 */
declare const __PACKAGE_NAME__: string;
declare const __LANE__: string;

/** What the bundler puts in for its free variable of the same name; an import could not be assigned to. */
declare const __webpack_require__: { p: string };

interface HostWindow {
  __webpack_public_path__?: string;
  __nocobase_public_path__?: string;
  __nocobase_modern_client_prefix__?: string;
}

function applicationRoot(host: HostWindow): string {
  // The CDN's address or the application's root, set by the host where it differs from '/'.
  if (host.__webpack_public_path__) return host.__webpack_public_path__;
  const root = host.__nocobase_public_path__ || '/';
  // The new client's own public path has its prefix at the end; plugins lie beside it, not below.
  const prefix = `/${host.__nocobase_modern_client_prefix__ || 'v'}/`;
  return root.endsWith(prefix) ? root.slice(0, 1 - prefix.length) : root;
}

const root = applicationRoot(window as HostWindow);
__webpack_require__.p = `${root.replace(/\/*$/, '/')}static/plugins/${__PACKAGE_NAME__}/dist/${__LANE__}/`;

export {};
