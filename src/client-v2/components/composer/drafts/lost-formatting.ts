/** Kinds of formatting that the editor may lose. The names are keys in the locale files. */
const KINDS: ReadonlyArray<readonly [name: string, has: (root: ParentNode) => number]> = [
  ['tables', (root) => root.querySelectorAll('table').length],
  ['headings', (root) => root.querySelectorAll('h1, h2, h3, h4, h5, h6').length],
  ['fonts', (root) => styled(root, /(?:^|;)\s*font(?:-family|-size)?\s*:/i, 'font[face], font[size]')],
  [
    'colors',
    (root) => styled(root, /(?:^|;)\s*(?:color|background(?:-color)?)\s*:/i, 'font[color], [bgcolor], mark'),
  ],
  [
    'alignment',
    (root) => styled(root, /(?:^|;)\s*text-align\s*:\s*(?:center|right|justify)/i, 'center, [align]'),
  ],
  ['pictures', (root) => root.querySelectorAll('img').length],
];

/** Elements that contain words and have a style of this kind or match `selector`. */
function styled(root: ParentNode, pattern: RegExp, selector: string): number {
  return [...root.querySelectorAll(`[style], ${selector}`)].filter(
    (element) =>
      (element.matches(selector) || pattern.test(element.getAttribute('style') ?? '')) &&
      element.textContent?.trim(),
  ).length;
}

/** Returns the kinds of formatting that the editor hasn't kept: `after` has less of them than `before`. */
export function lostFormatting(before: string, after: string): string[] {
  const [had, has] = [before, after].map((html) => new DOMParser().parseFromString(html, 'text/html').body);
  return KINDS.filter(([, count]) => count(had) > count(has)).map(([name]) => name);
}
