import { App } from 'antd';
import { useCallback } from 'react';
import { useT } from './locale';

/** Returns a function that copies a text to the clipboard and says so. */
export function useCopy(): (text: string) => Promise<void> {
  const t = useT();
  const { message } = App.useApp();
  return useCallback(
    async (text) => {
      const done = await copyText(text);
      if (done) message.success(t('Copied'));
      else message.error(t('The browser did not let us copy. Select the text and copy it by hand.'));
    },
    [message, t],
  );
}

/** `navigator.clipboard` needs a secure context, but a NocoBase within a company may run over plain HTTP. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
