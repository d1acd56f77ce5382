import { expect, it } from 'vitest';
import { hasContent } from '../../src/common';

it.each(['', '<p></p>', '<p> \n</p><p><br></p>', ' <div><span></span> </div>\t'])(
  '%j has no content',
  (html) => expect(hasContent(html)).toBe(false),
);

it.each(['x', '<p>x</p>', '<p></p>x', '<p>&nbsp;</p>', '<p><img src="cid:a"></p>', '<b></b><IMG>'])(
  '%j has content',
  (html) => expect(hasContent(html)).toBe(true),
);
