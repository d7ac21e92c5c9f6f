/** `invoice:read` stands with the others of `invoice`; groups and words in the order of the alphabet. */
export function byDomain(permissions: readonly string[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const permission of permissions.toSorted()) {
    const domain = permission.split(':')[0] ?? permission;
    groups.set(domain, [...(groups.get(domain) ?? []), permission]);
  }
  return [...groups.values()];
}
