/** What this plugin uses of `@emotion/css`, which the host provides at run time. */
declare module '@emotion/css' {
  export function css(strings: TemplateStringsArray, ...values: Array<string | number>): string;
  export function cx(...classNames: Array<string | false | null | undefined>): string;
}
