/** Folders of which a block lists the messages. */
export const RECORD_FOLDERS = ['all', 'inbox', 'sent'] as const;

export interface RecordMailSettings {
  /** Fields with addresses; without any, they're found. */
  fields: readonly string[];
  /** Whether the messages of everybody at the same company count, rather than only those of these addresses. */
  domains: boolean;
  /** Addresses and domains that count for every record. */
  also: string;
  folders: (typeof RECORD_FOLDERS)[number];
  conversations: boolean;
  pageSize: number;
}

export const PAGE_SIZES = [5, 10, 20, 50];

export const DEFAULT_RECORD_MAIL: RecordMailSettings = {
  ...{ fields: [], domains: false, also: '', folders: 'all', conversations: true, pageSize: 10 },
};

/** Returns the settings as they're stored, with defaults for anything missing. */
export function recordMailSettings(stored: Record<string, unknown>): RecordMailSettings {
  const { fields, domains, also, folders, conversations, pageSize } = stored;
  const standard = DEFAULT_RECORD_MAIL;
  return {
    fields: Array.isArray(fields) ? fields.map(String) : standard.fields,
    domains: domains === true,
    also: typeof also === 'string' ? also : standard.also,
    folders: RECORD_FOLDERS.find((each) => each === folders) ?? standard.folders,
    conversations: conversations !== false,
    pageSize: PAGE_SIZES.find((each) => each === Number(pageSize)) ?? standard.pageSize,
  };
}

/** Splits what was typed into addresses and domains. `@example.com` is a domain, too. */
export function alsoListed(also: string): { addresses: string[]; domains: string[] } {
  const typed = also
    .toLowerCase()
    .split(/[\s,;，；、]+/)
    .filter(Boolean);
  const isAddress = (each: string) => each.lastIndexOf('@') > 0;
  return {
    addresses: typed.filter(isAddress),
    domains: typed.filter((each) => !isAddress(each)).map((each) => each.replace(/^@/, '')),
  };
}
