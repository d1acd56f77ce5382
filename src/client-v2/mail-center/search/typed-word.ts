import { nextPiece } from '../../../common';

/** The word of a search that is being typed. */
export interface TypedWord {
  /** '' for a word without an operator; `from` in `from:(anna OR b`. */
  operator: string;
  value: string;
  negated: boolean;
  /** Whether it is in parentheses that already have the operator before them. */
  inherited: boolean;
  /** Where it begins and ends, so that a suggestion can replace it. */
  start: number;
  end: number;
}

/** Returns the word before the cursor; an empty one after a space. */
export function typedWord(text: string, cursor: number): TypedWord {
  const before = text.slice(0, cursor);
  /** Operators of the open parentheses. */
  const open: string[] = [];
  const around = () => open.at(-1) ?? '';
  for (
    let piece = nextPiece(before, 0, false);
    piece;
    piece = nextPiece(before, piece.end, open.length > 0)
  ) {
    if (piece.kind === 'open') open.push(piece.operator || around());
    else if (piece.kind === 'close') open.pop();
    else if (piece.end === cursor && !(piece.quoted && QUOTED.test(piece.raw))) {
      const { negated, value, raw } = piece;
      return {
        ...{ negated, value, operator: piece.operator || around() },
        inherited: piece.operator === '' && around() !== '',
        start: cursor - raw.length - (negated ? 1 : 0),
        end: cursor + (REST.exec(text.slice(cursor))?.[0].length ?? 0),
      };
    }
  }
  const [operator, inherited] = [around(), around() !== ''];
  return { operator, inherited, value: '', negated: false, start: cursor, end: cursor };
}

/** Matches closed quotes. */
const QUOTED = /[^:：]["“”„«»「」『』]$/u;
/** Matches the rest of a word after the cursor. */
const REST = /^[^\s()（）]*/u;
