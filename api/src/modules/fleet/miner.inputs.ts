import { Field, ID, InputType } from 'type-graphql';
import { Decimal } from '../../graphql/scalars.ts';

@InputType({
  description:
    'A slot of another site moves the machine there, off the outlets that stay behind. `modelId`: contracts keep the rated values of the day of assignment. `maintenanceReason` is kept while the maintenance lasts.',
})
export class UpdateMinerInput {
  @Field(() => ID) minerId!: string;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) address?: string | null;
  @Field(() => ID, { nullable: true }) collectorId?: string | null;
  @Field(() => ID, { nullable: true }) slotId?: string | null;
  @Field(() => ID, { nullable: true }) modelId?: string | null;
  @Field(() => ID, { nullable: true }) ownerId?: string | null;
  @Field(() => Boolean, { nullable: true }) maintenance?: boolean | null;
  @Field(() => String, { nullable: true }) maintenanceReason?: string | null;
  @Field(() => Decimal, { nullable: true }) ratedHashrateThs?: string | null;
  @Field(() => Decimal, { nullable: true }) ratedPowerW?: string | null;
}
