/** A decimal of the database without the zeros that its column's scale adds: `8.250000` is `8.25`. */
export const plainDecimal = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** An instant as the evidence format has it, whole seconds: `2026-06-01T05:00:00Z`. */
export const fileInstant = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
