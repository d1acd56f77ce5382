import { theme } from 'antd';
import { Fragment, useContext, useMemo } from 'react';
import type { HitPlace } from './find-hits';
import { hitColours } from './hit-colours';
import { HitsContext } from './HitsContext';

/** At most this many matches are marked in a line. */
const MOST = 50;
/** Characters searched in a line. Anything beyond isn't on screen. */
const LONGEST = 2000;

/** A line of text with the searched words marked. */
export function Marked({ text, place }: { text: string; place: HitPlace }) {
  const find = useContext(HitsContext);
  const { token } = theme.useToken();
  const hits = useMemo(() => find?.(text.slice(0, LONGEST), place, MOST) ?? [], [find, text, place]);
  if (hits.length === 0) return text;
  const style = { ...hitColours(token), borderRadius: 2, padding: 0 };
  return (
    <>
      {hits.map(({ start, end }, index) => (
        <Fragment key={start}>
          {text.slice(index > 0 ? hits[index - 1].end : 0, start)}
          <mark style={style}>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(hits[hits.length - 1].end)}
    </>
  );
}
