import type { CssNode, Selector } from 'css-tree';

/** The conditions on one element: `p.MsoNormal:first-child`. */
export interface Compound {
  /** '' for any element. */
  tag: string;
  ids: string[];
  classes: string[];
  attributes: Array<{ name: string; matcher: string; value: string }>;
  pseudo: string[];
  /** How it is joined to the previous compound; '' for the first. */
  combinator: Combinator | '';
}

export type Combinator = ' ' | '>' | '+' | '~';

/** Marks the element that replaces the message's `body`, which becomes a `div`. */
export const BODY_CLASS = 'mail-body';

const NAME = /^-?[a-z_][\w-]{0,99}$/i;
const VALUE = /^[\w #%.,:-]{0,200}$/;
/** Pseudo-classes about the element alone. None of them draws content or looks inside. */
const PSEUDO = new Set(
  'link visited any-link hover active focus first-child last-child only-child'.split(' '),
);
const ATTRIBUTES = new Set(
  'class id dir lang title align valign width height bgcolor border cellpadding color face size type href'.split(
    ' ',
  ),
);
const MATCHERS = new Set(['', '=', '~=', '^=', '$=', '*=', '|=']);
const MOST_COMPOUNDS = 12;

/**
 * The parts of a selector that are known to be harmless, or null if it has others. `html` before other parts is
 * omitted.
 */
export function compoundsOf(selector: Selector): Compound[] | null {
  const compounds: Compound[] = [];
  let current = emptyCompound('');
  let filled = false;
  for (const node of selector.children.toArray()) {
    if (node.type === 'Combinator') {
      if (!filled || !' >+~'.includes(node.name)) return null;
      compounds.push(current);
      current = emptyCompound(node.name as Combinator);
      filled = false;
    } else {
      if (!addTo(current, node)) return null;
      filled = true;
    }
  }
  if (!filled) return null;
  const all = [...compounds, current];
  return all.length > MOST_COMPOUNDS ? null : withBody(all);
}

const emptyCompound = (combinator: Combinator | ''): Compound => ({
  ...{ tag: '', ids: [], classes: [], attributes: [], pseudo: [], combinator },
});

function addTo(compound: Compound, node: CssNode): boolean {
  switch (node.type) {
    case 'TypeSelector':
      compound.tag = node.name === '*' ? '' : node.name.toLowerCase();
      return node.name === '*' || NAME.test(node.name);
    case 'ClassSelector':
      compound.classes.push(node.name);
      return NAME.test(node.name);
    case 'IdSelector':
      compound.ids.push(node.name);
      return NAME.test(node.name);
    case 'PseudoClassSelector':
      if (node.name === 'root') compound.tag = 'html';
      else compound.pseudo.push(node.name.toLowerCase());
      return node.children === null && (node.name === 'root' || PSEUDO.has(node.name.toLowerCase()));
    case 'AttributeSelector': {
      const name = node.name.name.toLowerCase();
      const matcher = node.matcher ?? '';
      const value =
        node.value === null ? '' : node.value.type === 'String' ? node.value.value : node.value.name;
      compound.attributes.push({ name, matcher, value });
      return ATTRIBUTES.has(name) && MATCHERS.has(matcher) && VALUE.test(value) && node.flags === null;
    }
    default:
      return false;
  }
}

/** `body` refers to the element that replaces it, and so does `html` if nothing follows it. */
function withBody(compounds: Compound[]): Compound[] {
  const first = compounds[0];
  if (first?.tag === 'html' && compounds.length > 1) {
    const [, second, ...rest] = compounds as [Compound, Compound, ...Compound[]];
    return withBody([{ ...second, combinator: '' }, ...rest]);
  }
  return compounds.map((each) =>
    each.tag === 'body' || each.tag === 'html'
      ? { ...each, tag: '', classes: [BODY_CLASS, ...each.classes] }
      : each,
  );
}

/** The selector as text. Names contain nothing that needs escaping. */
export const writeSelector = (compounds: readonly Compound[]): string =>
  compounds.map((each) => written(each.combinator) + writeCompound(each)).join('');

const written = (combinator: string): string => (combinator.trim() === '' ? combinator : ` ${combinator} `);

function writeCompound({ tag, ids, classes, attributes, pseudo }: Compound): string {
  const conditions = [
    ...ids.map((id) => `#${id}`),
    ...classes.map((name) => `.${name}`),
    ...attributes.map(({ name, matcher, value }) =>
      matcher ? `[${name}${matcher}"${value}"]` : `[${name}]`,
    ),
    ...pseudo.map((name) => `:${name}`),
  ].join('');
  return tag || conditions ? `${tag}${conditions}` : '*';
}

/** Specificity (Selectors 4 §17) as one number: no selector has a hundred parts of one kind. */
export const specificityOf = (compounds: readonly Compound[]): number =>
  compounds.reduce(
    (sum, { tag, ids, classes, attributes, pseudo }) =>
      sum + ids.length * 10_000 + (classes.length + attributes.length + pseudo.length) * 100 + (tag ? 1 : 0),
    0,
  );
