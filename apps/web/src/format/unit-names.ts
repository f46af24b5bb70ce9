/** An office's name where everybody knows that it is one: `南曹办事处` is `南曹`. */
export const shortOffice = (name: string): string => name.replace(/办事处$| Sub-district Office$/, '');
