import type { GlobalToken } from 'antd';

/** Colors of searched words, readable on each other (7:1 or more) in light and dark. */
export const hitColours = (token: GlobalToken): { backgroundColor: string; color: string } => ({
  backgroundColor: token['gold-3'],
  color: token.colorText,
});
