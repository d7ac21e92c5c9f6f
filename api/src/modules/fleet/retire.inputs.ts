import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Miners, PDUs and meters, at most 1,000.' })
export class RetireDevicesInput {
  @Field(() => [ID]) deviceIds!: string[];
}

@InputType({ description: 'Miners, PDUs and meters, at most 1,000.' })
export class RestoreDevicesInput {
  @Field(() => [ID]) deviceIds!: string[];
}
