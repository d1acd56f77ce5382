/** What a rule may say about an element. Anything else is about the page. */
const PROPERTIES = [
  ...['color', 'background-color', 'font-size', 'font-weight', 'font-style', 'text-align'],
  ...['text-decoration-line', 'border-top-style', 'border-bottom-style', 'border-left-style', 'display'],
];
/** Rules times elements that are looked at; Excel has one rule for each kind of cell. */
const MOST_STEPS = 5_000_000;

/** Writes style sheets into the elements: Excel and Google Sheets describe their cells with classes. */
export function inlineStyleSheets(page: Document): void {
  const source = [...page.querySelectorAll('style')].map(({ textContent }) => textContent ?? '').join('\n');
  if (source.trim() === '') return;
  const sheet = new CSSStyleSheet();
  // Comment marks hide the rules from old browsers. Nothing in a sheet that no page uses is loaded.
  sheet.replaceSync(source.replaceAll('<!--', '').replaceAll('-->', ''));
  const elements = page.body.getElementsByTagName('*').length;
  let steps = MOST_STEPS;
  // The last rule wins, and an element's own style wins over all.
  for (const rule of [...sheet.cssRules].reverse()) {
    steps -= elements;
    if (steps < 0) return;
    if (rule instanceof CSSStyleRule) apply(rule, page);
  }
}

function apply({ selectorText, style }: CSSStyleRule, page: Document): void {
  const values = PROPERTIES.map((name) => [name, style.getPropertyValue(name)] as const).filter(
    ([, value]) => value !== '',
  );
  if (values.length === 0) return;
  for (const element of page.body.querySelectorAll<HTMLElement>(selectorText))
    for (const [name, value] of values)
      if (element.style.getPropertyValue(name) === '') element.style.setProperty(name, value);
}
