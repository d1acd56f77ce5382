import { FOLDED } from './html-quote';

/** Set on the document's root while the quote at the message's end is shown. */
const UNFOLDED = 'data-mail-unfolded';
/**
 * Class of the button that shows and hides the quote. Messages contain none, because the sanitizer removes
 * buttons.
 */
const QUOTE_BUTTON = 'mail-quote-button';

/**
 * An important declaration in a layer overrides all style sheets of the message. On paper, everything is
 * shown.
 */
export const quoteStyle = (text: string): string => `@layer mail {
mail-folded { display: contents; }
@media screen { html:not([${UNFOLDED}]) [${FOLDED}] { display: none !important; } }
@media print { .${QUOTE_BUTTON} { display: none !important; } }
@media screen { .${QUOTE_BUTTON} { all: unset !important; display: block !important; width: fit-content !important;
  margin: 12px 0 !important; padding: 0 8px !important; border-radius: 20px !important; cursor: pointer !important;
  background: color-mix(in srgb, ${text} 10%, transparent) !important; color: ${text} !important;
  font: bold 14px/24px sans-serif !important; letter-spacing: 1px !important; }
.${QUOTE_BUTTON}:hover { background: color-mix(in srgb, ${text} 20%, transparent) !important; }
.${QUOTE_BUTTON}:focus-visible { outline: 2px solid ${text} !important; } } }`;

/** Returns the quote's button if it was clicked. */
export const quoteButtonAt = (target: Element | null): Element | null =>
  target?.closest(`.${QUOTE_BUTTON}`) ?? null;

/** The button's label while the quote is hidden, and while it is shown. */
export interface QuoteLabels {
  show: string;
  hide: string;
}

/** Shows or hides the quote at the message's end. Without `open`, only the labels are updated. */
export function showQuote(page: Document, labels: QuoteLabels, open?: boolean): void {
  const root = page.documentElement;
  const isOpen = open ?? root.hasAttribute(UNFOLDED);
  root.toggleAttribute(UNFOLDED, isOpen);
  for (const button of page.querySelectorAll(`.${QUOTE_BUTTON}`)) {
    const label = isOpen ? labels.hide : labels.show;
    button.setAttribute('aria-expanded', String(isOpen));
    button.setAttribute('aria-label', label);
    button.setAttribute('title', label);
  }
}

/** Creates the button for a message with a folded quote; {@link showQuote} labels it. */
export function quoteButton(page: Document): Element {
  const button = page.createElement('button');
  button.type = 'button';
  button.className = QUOTE_BUTTON;
  button.textContent = '•••';
  return button;
}
