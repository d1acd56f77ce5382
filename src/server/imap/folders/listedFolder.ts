import type { FolderRole } from '../../../common';

export interface ListedFolder {
  /** Decoded from modified UTF-7 (RFC 3501 §5.1.3). */
  path: string;
  /** Last part of the path as people see it (exchangeName.ts). */
  name: string;
  parentPath: string | null;
  delimiter: string;
  role: FolderRole;
  /** false for `\Noselect` (RFC 3501 §7.2.2): the folder only contains other folders. */
  selectable: boolean;
}
