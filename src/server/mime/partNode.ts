/** A MIME part as a server describes it (BODYSTRUCTURE, RFC 3501 §7.4.2). */
export interface PartNode {
  part: string;
  contentType: string;
  encoding: string;
  /** Octets as encoded. */
  size: number;
  disposition: string | null;
  filename: string | null;
  contentId: string | null;
  /** For an enclosed message: its subject, decoded. */
  subject?: string | null;
  children: readonly PartNode[];
}
