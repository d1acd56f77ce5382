/** Whether sanitized HTML has words or a picture: an editor writes an empty text as `<p></p>`. */
export const hasContent = (html: string): boolean => /<img\b|(?:^|>)\s*[^\s<]/i.test(html);
