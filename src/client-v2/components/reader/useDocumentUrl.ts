import { useEffect, useState } from 'react';

/**
 * Returns the `blob:` address of a document for a frame; null until there is one. `srcdoc` won't do: Chromium
 * fetches pictures named by CSS in such a document with the surrounding page's address as Referer, whatever
 * the document's referrer policy says. A document at a `blob:` address has no address to reveal.
 */
export function useDocumentUrl(source: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([source], { type: 'text/html;charset=utf-8' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [source]);
  return url;
}
