/** A register's whole Wh as a kWh decimal, digit by digit: registers outgrow what a float holds exactly. */
export function kwhOf(wh: string | null | undefined): string | null {
  if (wh == null) return null;
  const digits = wh.padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
