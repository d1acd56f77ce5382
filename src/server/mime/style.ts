import type { Declaration } from 'css-tree';
import { parseCss } from './css';
import { safeValue } from './cssValue';

export interface SafeStyle {
  style: string;
  remote: boolean;
}

/** A property and a value that are both known to be harmless. */
export interface SafeDeclaration {
  property: string;
  css: string;
  important: boolean;
  remote: boolean;
}

const SIDES = ['top', 'right', 'bottom', 'left'];

/** What newsletters need to look right. Nothing that positions, animates, generates content or refers to a resource. */
const PROPERTIES = new Set([
  ...[
    'color',
    'background',
    'background-color',
    'background-image',
    'background-position',
    'background-repeat',
  ],
  ...['background-size', 'font', 'font-family', 'font-size', 'font-style', 'font-variant', 'font-weight'],
  ...[
    'line-height',
    'letter-spacing',
    'word-spacing',
    'text-align',
    'text-decoration',
    'text-decoration-color',
  ],
  ...['text-decoration-line', 'text-decoration-style', 'text-indent', 'text-transform', 'text-overflow'],
  ...['text-shadow', 'vertical-align', 'white-space', 'word-break', 'word-wrap', 'overflow-wrap', 'hyphens'],
  ...['direction', 'unicode-bidi', 'width', 'min-width', 'max-width', 'height', 'min-height', 'max-height'],
  ...[
    'display',
    'float',
    'clear',
    'overflow',
    'overflow-x',
    'overflow-y',
    'visibility',
    'opacity',
    'box-sizing',
  ],
  ...[
    'box-shadow',
    'object-fit',
    'table-layout',
    'caption-side',
    'empty-cells',
    'list-style',
    'list-style-type',
  ],
  ...[
    'list-style-position',
    'align-items',
    'align-self',
    'justify-content',
    'flex',
    'flex-basis',
    'flex-direction',
  ],
  ...['flex-grow', 'flex-shrink', 'flex-wrap', 'gap', 'padding', 'margin', 'border', 'border-collapse'],
  ...['border-spacing', 'border-color', 'border-style', 'border-width', 'border-radius', 'outline'],
  ...[
    'border-top-left-radius',
    'border-top-right-radius',
    'border-bottom-left-radius',
    'border-bottom-right-radius',
  ],
  ...SIDES.flatMap((side) => [`padding-${side}`, `margin-${side}`, `border-${side}`]),
  ...SIDES.flatMap((side) => ['color', 'style', 'width'].map((what) => `border-${side}-${what}`)),
]);

/** The harmless declarations in a style attribute or a rule's block (CSS Syntax 3 §5.4.4). Never throws. */
export function safeDeclarations(source: string): SafeDeclaration[] {
  if (source === '') return [];
  try {
    const list = parseCss(source, { context: 'declarationList', parseValue: false });
    if (list.type !== 'DeclarationList') return [];
    return list.children
      .toArray()
      .flatMap((node) => (node.type === 'Declaration' ? safeDeclaration(node) : []));
  } catch {
    return [];
  }
}

/** The declaration if it is harmless, as a list of none or one. */
export function safeDeclaration({ property, value, important }: Declaration): SafeDeclaration[] {
  const name = property.toLowerCase();
  // For anything else after the exclamation mark, `important` is a string.
  if (!PROPERTIES.has(name) || value.type !== 'Raw' || typeof important === 'string') return [];
  const safe = safeValue(name, value.value);
  return safe ? [{ property: name, important, ...safe }] : [];
}

/** The winning declaration for each property (CSS Cascade 4 §6.1), in their original order. */
export function cascade(declarations: readonly SafeDeclaration[]): SafeDeclaration[] {
  const counting = new Map<string, SafeDeclaration>();
  for (const one of declarations) {
    if (counting.get(one.property)?.important && !one.important) continue;
    // Moved to the end, after a shorthand that it may override: `margin-top` after `margin`.
    counting.delete(one.property);
    counting.set(one.property, one);
  }
  return [...counting.values()];
}

/** The declarations as the text of a style attribute, and whether they refer to other servers. */
export const writeStyle = (declarations: readonly SafeDeclaration[]): SafeStyle => ({
  style: declarations
    .map(({ property, css, important }) => `${property}:${css}${important ? '!important' : ''}`)
    .join(';'),
  remote: declarations.some(({ remote }) => remote),
});
