import { tExpr } from '@nocobase/flow-engine';
import { NAMESPACES } from '../locale';

/** A text of this plugin, as a template that the host translates when it shows it. */
export const label = (key: string): string => tExpr(key, { ns: NAMESPACES });
