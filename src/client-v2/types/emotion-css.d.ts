/** The part of `@emotion/css` that this plugin uses; the host provides it at run time. */
declare module '@emotion/css' {
  export function css(strings: TemplateStringsArray, ...values: Array<string | number>): string;
  export function cx(...classNames: Array<string | false | null | undefined>): string;
}
