import { Authorized, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { DeviceKind } from '../collectors/collector.type.ts';
import { ProfileEvidence } from './electrical.type.ts';
import { profiles } from './profiles.rules.ts';

@ObjectType({
  description:
    'A way in which collectors read a kind of PDU or meter. `evidence` is what backs it; without `countsEnergy` it has no register, so nothing can be billed as metered by it.',
})
export class DeviceProfile {
  @Field(() => ID) id!: string;
  @Field(() => DeviceKind) kind!: keyof typeof DeviceKind;
  @Field(() => String) label!: string;
  @Field(() => ProfileEvidence) evidence!: keyof typeof ProfileEvidence;
  @Field(() => Boolean) countsEnergy!: boolean;
}

@Resolver()
export class ProfileResolver {
  @Authorized('collector:read')
  @Query(() => [DeviceProfile], { description: 'What `profile` of a PDU or meter may be.' })
  deviceProfiles(): DeviceProfile[] {
    return [...profiles].map(([id, profile]) => ({ id, ...profile }));
  }
}
