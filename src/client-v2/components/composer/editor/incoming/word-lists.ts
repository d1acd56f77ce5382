/** The level of a paragraph that Word shows as part of a list: `mso-list:l0 level2 lfo1`. */
const LEVEL = /mso-list:\s*l\d+\s+level(\d)/i;
const MARKER = /mso-list:\s*Ignore/i;
/** `1.`, `b)`, `iv.`; anything else is a bullet. */
const NUMBER = /^\(?(?:(\d{1,4})|[a-z]{1,5})[.)]$/i;

/** Turns what Word writes for a list, paragraphs that begin with a bullet or a number, into lists. */
export function listsOfWord(page: Document): void {
  const paragraphs = [...page.querySelectorAll<HTMLElement>('p[style], h1[style], h2[style], h3[style]')];
  /** The open lists, outermost first, with their last item. */
  let open: Array<{ list: HTMLElement; item: HTMLElement }> = [];
  let previous: Element | null = null;
  for (const paragraph of paragraphs) {
    const level = Number(LEVEL.exec(paragraph.getAttribute('style') ?? '')?.[1] ?? 0);
    if (level === 0 || !paragraph.matches('p')) continue;
    if (previous === null || paragraph.previousElementSibling !== previous) open = [];
    const start = takeMarker(paragraph);
    const tag = start === null ? 'ul' : 'ol';
    open.length = Math.min(open.length, level);
    if (open[level - 1] && open[level - 1]?.list.localName !== tag) open.length = level - 1;
    while (open.length < level) {
      const list = page.createElement(tag);
      if (start !== null && start > 1) list.setAttribute('start', String(start));
      const outer = open.at(-1);
      if (outer) outer.item.append(list);
      else paragraph.before(list);
      const item = list.appendChild(page.createElement('li'));
      open.push({ list, item });
    }
    const place = open[level - 1];
    if (!place) continue;
    if (place.item.hasChildNodes()) place.item = place.list.appendChild(page.createElement('li'));
    const line = page.createElement('p');
    line.append(...paragraph.childNodes);
    place.item.append(line);
    paragraph.remove();
    previous = open[0]?.list ?? null;
  }
}

/** Removes the bullet or number from a paragraph, and returns the number; null for a bullet. */
function takeMarker(paragraph: HTMLElement): number | null {
  const marker = [...paragraph.querySelectorAll('span[style]')].find((span) =>
    MARKER.test(span.getAttribute('style') ?? ''),
  );
  const text = (marker?.textContent ?? '').replace(/\s+/g, '');
  marker?.remove();
  const found = NUMBER.exec(text);
  return found ? Number(found[1] ?? 1) : null;
}
