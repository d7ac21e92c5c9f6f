import type { Option } from '@hashyard/ui';
import type { DeviceProfilesQuery } from '../../gql/graphql.ts';

type DeviceProfile = DeviceProfilesQuery['deviceProfiles'][number];
export type DeviceProfileKind = Exclude<DeviceProfile['kind'], 'MINER'>;

/** The profiles of a kind by name; what one can't be billed by, or only after a confirmation, is said beside it. */
export const profileOptions = (profiles: readonly DeviceProfile[], kind: DeviceProfileKind): Option[] =>
  profiles
    .filter((profile) => profile.kind === kind)
    .map(({ id, label, evidence, countsEnergy }) => ({
      value: id,
      label: [label, countsEnergy ? null : 'counts no energy', evidence === 'UNVERIFIED' ? 'unverified' : null]
        .filter(Boolean)
        .join(', '),
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
