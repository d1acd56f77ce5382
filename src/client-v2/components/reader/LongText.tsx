import { Button } from 'antd';
import { Fragment, memo, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { splitLinks } from '../../../common';
import { useT } from '../../locale';
import { useGrowing } from '../shared/useGrowing';
import { wordPieces } from './long-words';
import type { TextBlock } from './plain-text';
import { textPieces, textSlices } from './text-pieces';

interface Props {
  text: string;
  /** Shows the text literally, without quote bars or links. */
  literal?: boolean;
}

/**
 * Text of any length, escaped by React. Shows its beginning first and the rest on request, one piece after
 * another.
 */
export function LongText({ text, literal = false }: Props) {
  const t = useT();
  const pieces = useMemo(() => textPieces(text), [text]);
  const [all, setAll] = useState(false);
  const [drawn, setDrawn] = useState(0);
  const onDrawn = useCallback(() => setDrawn((count) => count + 1), []);
  const shown = all ? Math.min(drawn + 1, pieces.length) : 1;
  return (
    <>
      {pieces.slice(0, shown).map((piece, index) => (
        <Piece key={index} text={piece} literal={literal} onDrawn={onDrawn} />
      ))}
      {shown < pieces.length && (
        <Button size="small" loading={all} onClick={() => setAll(true)}>
          {t('Show all')}
        </Button>
      )}
    </>
  );
}

/** A piece of a text, rendered slice by slice. Calls `onDrawn` when it is complete. */
const Piece = memo(function Piece({ text, literal, onDrawn }: Props & { onDrawn(): void }) {
  const slices = useMemo(() => textSlices(text, literal), [text, literal]);
  const shown = useGrowing(slices.length, 1, true);
  const whole = shown === slices.length;
  useEffect(() => {
    if (whole) onDrawn();
  }, [whole, onDrawn]);
  return slices
    .slice(0, shown)
    .map((blocks, place) => <Slice key={place} blocks={blocks} literal={literal} />);
});

/** Laid out only when in view; until then its height is an estimate. */
const Slice = memo(function Slice({ blocks, literal }: { blocks: TextBlock[]; literal?: boolean }) {
  const lines = blocks.reduce((sum, { text }) => sum + text.split('\n').length + text.length / 100, 0);
  return (
    <div className="slice" style={{ containIntrinsicBlockSize: `auto ${Math.round(lines)}lh` }}>
      {blocks.map((block, index) => (
        <Block key={index} {...block} literal={literal} />
      ))}
    </div>
  );
});

/** Draws a bar for each level of quotation. */
function Block({ text, depth, literal }: TextBlock & { literal?: boolean }) {
  let shown: ReactNode = literal ? <Words text={text} /> : <Linked text={text} />;
  for (let level = 0; level < depth; level++) shown = <div className="quote">{shown}</div>;
  return shown;
}

function Linked({ text }: { text: string }) {
  return splitLinks(text).map((part, index) =>
    part.href ? (
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        <Words text={part.text} />
      </a>
    ) : (
      <Words key={index} text={part.text} />
    ),
  );
}

/** Adds places where long words may break. */
function Words({ text }: { text: string }) {
  return wordPieces(text).map((piece, place) => (
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {piece}
    </Fragment>
  ));
}
