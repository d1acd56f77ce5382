import { textTemplate } from '../host/context';
import { NAMESPACES } from '../locale';

/** A text of this plugin, as a template that the host translates when it shows it. */
export const label = (key: string): string => textTemplate(key, NAMESPACES);
