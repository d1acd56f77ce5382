import { useEffect } from 'react';

/** Sets the browser tab's title while the page is shown; the host sets the titles of its own pages. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      // A title already set by the next page stays.
      if (document.title === title) document.title = before;
    };
  }, [title]);
}
