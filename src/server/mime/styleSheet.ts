import type { Atrule, CssNode, Rule } from 'css-tree';
import { parseCss } from './css';
import { compoundsOf, writeSelector, type Compound } from './selector';
import { safeDeclaration, writeStyle, type SafeDeclaration } from './style';

export interface SheetRule {
  selectors: Compound[][];
  declarations: SafeDeclaration[];
  /** The condition of the enclosing `@media`; '' for always. */
  media: string;
}

export interface Sheet {
  rules: SheetRule[];
  /** Classes and ids used in selectors: elements need no others. */
  names: Set<string>;
}

/** Maximum characters: five times as much as in a large newsletter. */
const LONGEST = 512 * 1024;
const MOST_SELECTORS = 5000;
/**
 * Conditions about the kind and size of the screen. Dark variants aren't included, since the frame's background is
 * white.
 */
const MEDIA_WORDS = new Set(
  'only all screen print and width min-width max-width min-device-width max-device-width px em rem'.split(
    ' ',
  ),
);

/**
 * Reduces a message's style sheets to what is known to be harmless: selectors by names, attributes and positions of
 * elements, and the properties of {@link safeDeclaration}. `@media` is the only at-rule kept. Takes linear time and
 * never throws.
 */
export function readSheet(source: string): Sheet {
  const sheet: Sheet = { rules: [], names: new Set() };
  let selectors = 0;
  const addRule = ({ prelude, block }: Rule, media: string) => {
    if (prelude.type !== 'SelectorList' || selectors >= MOST_SELECTORS) return;
    const read = prelude.children
      .toArray()
      .map((each) => (each.type === 'Selector' ? compoundsOf(each) : null))
      .filter((each) => each !== null);
    const declarations = block.children
      .toArray()
      .flatMap((each) => (each.type === 'Declaration' ? safeDeclaration(each) : []));
    if (!read.length || !declarations.length) return;
    selectors += read.length;
    for (const { ids, classes, attributes } of read.flat()) {
      for (const name of [...ids, ...classes]) sheet.names.add(name);
      for (const { name, value } of attributes)
        if (name === 'class' || name === 'id') for (const word of value.split(' ')) sheet.names.add(word);
    }
    sheet.rules.push({ selectors: read, declarations, media });
  };
  const add = (node: CssNode, media: string | null) => {
    if (node.type === 'Rule') addRule(node, media ?? '');
    else if (node.type === 'Atrule' && media === null) {
      const condition = conditionOf(node);
      if (condition !== null) node.block?.children.forEach((each) => add(each, condition));
    }
  };
  try {
    const tree = parseCss(source.slice(0, LONGEST), { parseValue: false, parseAtrulePrelude: false });
    if (tree.type === 'StyleSheet') tree.children.forEach((node) => add(node, null));
  } catch {
    // Nested too deeply to be a real style sheet: what was read so far is kept.
  }
  return sheet;
}

/** The condition of an `@media`; null if its rules aren't kept. */
function conditionOf({ name, prelude, block }: Atrule): string | null {
  if (name.toLowerCase() !== 'media' || prelude?.type !== 'Raw' || !block) return null;
  const condition = prelude.value.trim();
  if (condition.length > 200 || !/^[a-z\d\s(),:.-]*$/i.test(condition)) return null;
  const words = condition.toLowerCase().match(/[a-z][a-z-]*/g) ?? [];
  return words.every((word) => MEDIA_WORDS.has(word)) ? condition : null;
}

/** The sheet as text for a document that shows only this message; it applies only inside the `body`. */
export function writeSheet({ rules }: Sheet): string {
  return rules
    .map(({ selectors, declarations, media }) => {
      const rule = `${selectors.map((each) => `body ${writeSelector(each)}`).join(',')}{${writeStyle(declarations).style}}`;
      return media ? `@media ${media}{${rule}}` : rule;
    })
    .join('\n');
}
