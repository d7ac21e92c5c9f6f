type Address = {
  readonly lines: readonly string[];
  readonly city?: string | null;
  readonly region?: string | null;
  readonly postalCode?: string | null;
  readonly country?: string | null;
};

/** An address as it is written, line by line; null when there is none. */
export function addressText(address: Address | null | undefined): string | null {
  if (!address) return null;
  const place = [address.city, address.region, address.postalCode].filter(Boolean).join(', ');
  return [...address.lines, place, address.country].filter(Boolean).join('\n') || null;
}
