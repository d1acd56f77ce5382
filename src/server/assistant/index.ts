import { PACKAGE_NAME } from '../../common';
import type { MailContext } from '../context';
import { registerEmployee } from '../host';
import { EMPLOYEE } from './employee';
import { toolsOf } from './tools';

/** Registers the AI employee for mail, with tools that act for the person who chats with it. */
export const registerAssistant = (ctx: MailContext): Promise<void> =>
  registerEmployee(ctx, PACKAGE_NAME, EMPLOYEE, toolsOf(ctx));
