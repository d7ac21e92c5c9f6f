import { Field, ID, ObjectType } from 'type-graphql';
import { Node } from '../../graphql/node.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { Role } from './role.ts';
import { ViewerKind } from './viewer.ts';

@ObjectType('User', {
  implements: Node,
  description:
    'A person; the email is unique in the installation. One person may belong to several organizations and customers; none of them sees the others.',
})
export class UserType extends Node {
  @Field(() => String) email!: string;
  @Field(() => String) name!: string;
  @Field(() => Boolean) secondFactor!: boolean;
}

@ObjectType('Membership', { implements: Node })
export class MembershipType extends Node {
  @Field(() => Role) role!: Role;
  @Field(() => DateTime) createdAt!: Date;
  @Field(() => DateTime, { nullable: true }) lastSeenAt!: Date | null;
}

@ObjectType('Session', {
  description:
    'A signed-in browser. `userAgent` is what it says it is, `address` where it was signed in from, `lastUsedAt` to the minute; ' +
    '`current` is the one that asks. `viewing` is the customer whose portal a member of the staff looks at by it.',
})
export class SessionType {
  @Field(() => ID) id!: string;
  @Field(() => DateTime) createdAt!: Date;
  @Field(() => DateTime, { nullable: true }) lastUsedAt!: Date | null;
  @Field(() => DateTime) expiresAt!: Date;
  @Field(() => String, { nullable: true }) userAgent!: string | null;
}

@ObjectType('Invite', { implements: Node })
export class InviteType extends Node {
  @Field(() => String) email!: string;
  @Field(() => String, { nullable: true }) name!: string | null;
  @Field(() => Role) role!: Role;
  @Field(() => DateTime) sentAt!: Date;
  @Field(() => DateTime) expiresAt!: Date;
  @Field(() => DateTime, { nullable: true }) acceptedAt!: Date | null;
}

@ObjectType('Viewer', {
  description:
    "`customer` is null for staff. `permissions` are words like `invoice:issue`, each an operation that the viewer may use. `readOnly`: staff viewing as a customer. `memberships` are all of the person's that may enter; empty for keys and collectors.",
})
export class ViewerType {
  @Field(() => ViewerKind) kind!: ViewerKind;
  @Field(() => String) name!: string;
  @Field(() => Role, { nullable: true }) role!: Role | null;
  @Field(() => Boolean) readOnly!: boolean;
}

@ObjectType('SignedIn')
export class SignedIn {
  @Field(() => ViewerType) viewer!: ViewerType;
}

@ObjectType('SignedOut')
export class SignedOut {
  @Field(() => Boolean) everywhere!: boolean;
}

@ObjectType('Removed')
export class Removed {
  @Field(() => ID) id!: string;
}

@ObjectType('PasswordResetRequested', { description: 'Echoes the address; says nothing about it.' })
export class PasswordResetRequested {
  @Field(() => String) email!: string;
}

@ObjectType('PasswordReset')
export class PasswordReset {
  @Field(() => String) email!: string;
}

@ObjectType('ChooseMembership', {
  description:
    'The credentials are right and fit several memberships: pass `ticket` (5 minutes) and one of them to `chooseMembership`.',
})
export class ChooseMembership {
  @Field(() => String) ticket!: string;
  @Field(() => [MembershipType]) memberships!: object[];
}
