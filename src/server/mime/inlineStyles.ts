import { BODY_CLASS, specificityOf, type Compound } from './selector';
import type { SafeDeclaration } from './style';
import type { Sheet } from './styleSheet';

interface Element {
  tag: string;
  classes: Set<string>;
  attributes: Record<string, string>;
  parent: Element | null;
  /** The element before it in the same parent. */
  previous: Element | null;
  last: Element | null;
}

interface Entry {
  compounds: Compound[];
  specificity: number;
  declarations: SafeDeclaration[];
}

export interface Inliner {
  open(tag: string, attributes: Record<string, string>): void;
  close(): void;
  /** What the sheet says about the most recently opened element, in cascade order. */
  declarations(): SafeDeclaration[];
}

/** Maximum comparisons of an element with a part of a selector per message; a large newsletter needs a twentieth. */
const MOST_STEPS = 2_000_000;
/** Maximum declarations that a sheet may add to a message. */
const MOST_ADDED = 100_000;

/**
 * Determines what a message's style sheet says about each element, for readers that drop style sheets. The work is
 * limited; beyond that, elements keep only their own style. Rules that depend on the screen or the pointer are ignored.
 */
export function inlinerOf({ rules }: Sheet): Inliner {
  const entries = indexed(
    rules.filter(({ media }) => media === '' || /^(?:only\s+)?(?:all|screen)$/i.test(media)),
  );
  let steps = MOST_STEPS;
  let added = MOST_ADDED;
  /** Surrounds the message like a page's own elements. */
  const root: Element = {
    tag: '',
    classes: new Set(),
    attributes: {},
    parent: null,
    previous: null,
    last: null,
  };
  let current = root;

  const matches = (element: Element, compounds: readonly Compound[], at: number): boolean => {
    const compound = compounds[at];
    if (!compound || (steps -= 1) < 0 || !fits(element, compound)) return false;
    const { combinator } = compound;
    if (combinator === '') return true;
    const sideways = combinator === '+' || combinator === '~';
    const once = combinator === '+' || combinator === '>';
    let other = sideways ? element.previous : element.parent;
    while (other && steps > 0) {
      if (matches(other, compounds, at - 1)) return true;
      other = once ? null : sideways ? other.previous : other.parent;
    }
    return false;
  };

  return {
    open(tag, attributes) {
      const classes = new Set((attributes.class ?? '').split(/\s+/));
      if (tag === 'body') classes.add(BODY_CLASS);
      const { last: previous } = current;
      current.last = { tag, classes, attributes, parent: current, previous, last: null };
      current = current.last;
    },
    close() {
      current = current.parent ?? root;
    },
    declarations() {
      const element = current;
      if (added <= 0) return [];
      const found = keysOf(element)
        .flatMap((key) => entries.get(key) ?? [])
        .filter(({ compounds }) => matches(element, compounds, compounds.length - 1))
        .sort((a, b) => a.specificity - b.specificity || a.order - b.order)
        .flatMap(({ declarations }) => declarations);
      added -= found.length;
      return added < 0 ? [] : found;
    },
  };
}

/** Indexes rules by what the element itself must have, so that most rules are never looked at. */
function indexed(rules: Sheet['rules']): Map<string, Array<Entry & { order: number }>> {
  const entries = new Map<string, Array<Entry & { order: number }>>();
  for (const [order, { selectors, declarations }] of rules.entries()) {
    for (const compounds of selectors) {
      const { ids = [], classes = [], tag = '' } = compounds.at(-1) ?? {};
      const key = ids[0] ? `#${ids[0]}` : classes[0] ? `.${classes[0]}` : tag;
      const entry = { compounds, specificity: specificityOf(compounds), declarations, order };
      const list = entries.get(key);
      if (list) list.push(entry);
      else entries.set(key, [entry]);
    }
  }
  return entries;
}

const keysOf = ({ tag, classes, attributes }: Element): string[] => [
  ...new Set(['', tag, `#${attributes.id ?? ''}`, ...[...classes].map((name) => `.${name}`)]),
];

function fits(element: Element, { tag, ids, classes, attributes, pseudo }: Compound): boolean {
  return (
    (tag === '' || tag === element.tag) &&
    ids.every((id) => id === element.attributes.id) &&
    classes.every((name) => element.classes.has(name)) &&
    attributes.every(({ name, matcher, value }) => hasValue(element.attributes[name], matcher, value)) &&
    pseudo.every((name) => isState(element, name))
  );
}

function hasValue(actual: string | undefined, matcher: string, value: string): boolean {
  if (actual === undefined) return false;
  switch (matcher) {
    case '':
      return true;
    case '=':
      return actual === value;
    case '~=':
      return value !== '' && actual.split(/\s+/).includes(value);
    case '|=':
      return actual === value || actual.startsWith(`${value}-`);
    case '^=':
      return value !== '' && actual.startsWith(value);
    case '$=':
      return value !== '' && actual.endsWith(value);
    default:
      return value !== '' && actual.includes(value);
  }
}

/** Nobody points at a sent message, and what follows an element isn't known yet when it is opened. */
const isState = (element: Element, pseudo: string): boolean =>
  pseudo === 'link' || pseudo === 'any-link'
    ? element.tag === 'a' && element.attributes.href !== undefined
    : pseudo === 'first-child' && element.previous === null;
