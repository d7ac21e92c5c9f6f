import { Field, Int, ObjectType } from 'type-graphql';
import { InputIssue } from '../../graphql/refusals.ts';
import { ImportOutcome } from '../fleet/import.type.ts';

@ObjectType({
  description: '`row` counts from 0; `customer` is null for a rejected row and for one that a dry run would create.',
})
export class ImportedCustomer {
  @Field(() => Int) row!: number;
  @Field(() => ImportOutcome) outcome!: ImportOutcome;
  @Field(() => [InputIssue]) issues!: InputIssue[];
  customerId!: string | null;
}

@ObjectType()
export class CustomersImported {
  @Field(() => Boolean) dryRun!: boolean;
  @Field(() => Int) created!: number;
  @Field(() => Int) updated!: number;
  @Field(() => Int) unchanged!: number;
  @Field(() => Int) rejected!: number;
  @Field(() => [ImportedCustomer]) rows!: ImportedCustomer[];
}
