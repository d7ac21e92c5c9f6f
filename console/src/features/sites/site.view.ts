/** "Austin, Texas, US, America/Chicago": what is known of where a site lies. */
export const placeText = (site: {
  city?: string | null;
  region?: string | null;
  country?: string | null;
  timeZone: string;
}): string => [site.city, site.region, site.country, site.timeZone].filter(Boolean).join(', ');
