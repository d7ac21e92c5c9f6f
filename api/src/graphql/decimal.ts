/** A stored decimal as the API writes it: without the zeros that only the column's scale adds. `3500.000000` is `3500`. */
export const decimalText = (stored: string): string =>
  stored.includes('.') ? stored.replace(/0+$/, '').replace(/\.$/, '') : stored;
