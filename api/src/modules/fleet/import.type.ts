import { Field, Int, ObjectType } from 'type-graphql';
import { words } from '../../graphql/enums.ts';
import { InputIssue } from '../../graphql/refusals.ts';

export const ImportOutcome = words('ImportOutcome', ['CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED']);
export type ImportOutcome = keyof typeof ImportOutcome;

@ObjectType({
  description: '`row` counts from 0; `miner` is null for a rejected row and for one that a dry run would create.',
})
export class ImportedRow {
  @Field(() => Int) row!: number;
  @Field(() => ImportOutcome) outcome!: ImportOutcome;
  @Field(() => [InputIssue]) issues!: InputIssue[];
  minerId!: string | null;
}

@ObjectType()
export class MinersImported {
  @Field(() => Boolean) dryRun!: boolean;
  @Field(() => Int) created!: number;
  @Field(() => Int) updated!: number;
  @Field(() => Int) unchanged!: number;
  @Field(() => Int) rejected!: number;
  @Field(() => [ImportedRow]) rows!: ImportedRow[];
}
