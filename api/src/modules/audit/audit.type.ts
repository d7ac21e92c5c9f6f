import { Field, ID, ObjectType } from 'type-graphql';
import { words } from '../../graphql/enums.ts';
import { DateTime } from '../../graphql/scalars.ts';

export const AuditAction = words('AuditAction', ['INSERT', 'UPDATE', 'DELETE']);
export type AuditAction = keyof typeof AuditAction;

@ObjectType('AuditEntry', {
  description:
    'One change of one row, written by the database itself. `actor` is `user:`, `key:` or `collector:` with its id, `job:` with its name, or `installation`; `actorName` its name where it has one. ' +
    '`before` and `after` are the row as JSON text, secrets left out; `changed` names what differs.',
})
export class AuditEntryType {
  @Field(() => ID) id!: string;
  @Field(() => DateTime) at!: Date;
  @Field(() => String, { nullable: true }) actor!: string | null;
  @Field(() => String, { nullable: true }) actorName!: string | null;
  @Field(() => AuditAction) action!: AuditAction;
  @Field(() => String) table!: string;
  @Field(() => ID, { nullable: true }) rowId!: string | null;
  @Field(() => [String]) changed!: string[];
  @Field(() => String, { nullable: true }) before!: string | null;
  @Field(() => String, { nullable: true }) after!: string | null;
}
