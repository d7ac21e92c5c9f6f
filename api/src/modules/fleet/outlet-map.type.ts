import { Field, Int, ObjectType } from 'type-graphql';
import { Decimal } from '../../graphql/scalars.ts';

@ObjectType({ description: 'What hangs on an outlet, and its share of it.' })
export class OutletUse {
  @Field(() => String) name!: string;
  @Field(() => Decimal) weight!: string;
}

@ObjectType({ description: 'Nothing before: it was free; nothing after: it is free from then on.' })
export class OutletChange {
  @Field(() => [OutletUse]) before!: OutletUse[];
  @Field(() => [OutletUse]) after!: OutletUse[];
  outletId!: string;
}

@ObjectType({
  description: 'Outlets that feed something else from the instant on, are free from it on, and stay as they are.',
})
export class OutletMapping {
  @Field(() => Boolean) dryRun!: boolean;
  @Field(() => Int) mapped!: number;
  @Field(() => Int) freed!: number;
  @Field(() => Int) unchanged!: number;
  @Field(() => [OutletChange]) changes!: OutletChange[];
}
