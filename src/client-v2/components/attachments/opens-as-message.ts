import {
  DEEPEST_ENCLOSED,
  depthOf,
  enclosedPlace,
  isMessageFile,
  MOST_ENCLOSED,
  type AttachmentView,
} from '../../../common';

/**
 * Whether a file is a message that can be opened here. Messages that are too large or nested too deeply can only be
 * saved.
 */
export const opensAsMessage = (file: AttachmentView): boolean =>
  isMessageFile(file) &&
  Number(file.size) <= MOST_ENCLOSED &&
  depthOf(enclosedPlace(file.id)) < DEEPEST_ENCLOSED;
