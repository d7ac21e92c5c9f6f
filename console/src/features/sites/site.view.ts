/** "Austin, Texas, US, America/Chicago": what is known of where a site lies. */
export const placeText = (site: {
  city?: string | null;
  region?: string | null;
  country?: string | null;
  timeZone: string;
}): string => [site.city, site.region, site.country, site.timeZone].filter(Boolean).join(', ');

/** Collectors whose token still works: a revoked one reads nothing. */
export const working = <Collector extends { readonly revokedAt?: string | null }>(
  collectors: readonly Collector[],
): Collector[] => collectors.filter(({ revokedAt }) => revokedAt == null);
