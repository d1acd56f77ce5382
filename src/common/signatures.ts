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

/** Marks the signature block in the editor's HTML. The server removes the mark before the message is sent. */
export const SIGNATURE_MARK = 'data-mail-signature';

/** Returns the block that the editor recognizes as a signature. */
export const signatureBlock = (signature: string): string => `<div ${SIGNATURE_MARK}="">${signature}</div>`;

/** What decides about the signature besides the identity. */
export interface Signing {
  /** Whether the message is a reply or is forwarded. */
  isAnswer?: boolean;
  /** The company's signature with the writer's values. */
  company?: OwnCompanySignature;
}

/**
 * An identity's own signature together with the company's, in one block, so that a change of sender replaces both; ''
 * for none.
 */
export function signatureOf(
  { signature, answerSignature }: { signature?: string | null; answerSignature?: string | null },
  { isAnswer = false, company }: Signing,
): string {
  const own = (isAnswer ? answerSignature : null) ?? signature ?? '';
  const added = (isAnswer ? company?.answerHtml : null) ?? company?.html ?? '';
  return added && company?.place === 'instead' ? added : own + added;
}
