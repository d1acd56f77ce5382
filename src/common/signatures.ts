/** Whether the company's signature is added below a person's own, or is used instead of it. */
export const SIGNATURE_PLACES = ['below', 'instead'] as const;
export type SignaturePlace = (typeof SIGNATURE_PLACES)[number];

/** The signature that an admin sets for everybody, as it was written. */
export interface CompanySignature {
  /** Sanitized HTML, with its variables (`$user.…`, `$date`); '' for none. */
  html: string;
  /** The same for replies and forwarded mail; null if they have the same one. */
  answerHtml: string | null;
  place: SignaturePlace;
}

/** `GET mailSignatures:mine`: the company's signature with the values of the person who asks. */
export type OwnCompanySignature = CompanySignature;

/** The same for texts that aren't stored yet, with the look that they have in a message. */
export interface CompanySignaturePreview {
  html: string;
  answerHtml: string | null;
  /** Variables that have no value for the person who asks, such as `$user.phone`. */
  missing: string[];
}

/** Variables of a company's signature besides the fields of its writer. */
export const SIGNATURE_VARIABLES = ['$date', '$time', '$weekday'] as const;
