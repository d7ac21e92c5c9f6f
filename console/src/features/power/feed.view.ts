type Source = {
  outlet?: { number: number; label?: string | null; pdu: { name: string } } | null;
  meter?: { name: string } | null;
};

/** "PDU A-03, outlet 14": where a unit draws from. */
export function sourceOf({ outlet, meter }: Source): string {
  if (outlet) return `${outlet.pdu.name}, outlet ${outlet.number}${outlet.label ? ` (${outlet.label})` : ''}`;
  return meter?.name ?? 'Unknown source';
}
