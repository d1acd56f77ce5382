import { fork, type CssNode } from 'css-tree';

/** The part of css-tree's parser used here, which its types omit. */
interface Parser {
  error: () => never;
  StyleSheet(): CssNode;
  DeclarationList(): CssNode;
}

/** Replaces css-tree's own errors. Nobody reads them here, and each would split the whole source into lines. */
const UNREADABLE = new Error('This is not CSS');

const silent = (read: (parser: Parser) => CssNode) =>
  function (this: Parser): CssNode {
    this.error = () => {
      throw UNREADABLE;
    };
    return read(this);
  };

const extension: object = {
  parseContext: {
    default: silent((parser) => parser.StyleSheet()),
    declarationList: silent((parser) => parser.DeclarationList()),
  },
};

/**
 * Parses a style sheet or, with `context: 'declarationList'`, the contents of a style attribute (CSS Syntax 3 §5.3).
 * Takes linear time, however much of it is invalid. Throws only if it is nested too deeply or ends in the middle.
 */
export const { parse: parseCss } = fork(extension);
