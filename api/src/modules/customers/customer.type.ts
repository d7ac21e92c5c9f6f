import { Field, ObjectType } from 'type-graphql';
import { Address } from '../../graphql/address.type.ts';
import { words } from '../../graphql/enums.ts';
import { Node } from '../../graphql/node.ts';
import { DateTime } from '../../graphql/scalars.ts';

export const PortalStatus = words(
  'PortalStatus',
  ['NOT_INVITED', 'INVITED', 'ACCEPTED', 'OFF'],
  'OFF: portal access or the account is switched off.',
);
export type PortalStatus = keyof typeof PortalStatus;

export const CustomerOrder = words('CustomerOrder', ['NAME_ASC', 'NAME_DESC', 'CREATED_AT_ASC', 'CREATED_AT_DESC']);
export type CustomerOrder = keyof typeof CustomerOrder;

@ObjectType('Customer', {
  implements: Node,
  description:
    "`name` is the contact person's full name; `companyName`, when given, is whom invoices are made out to. `billingEmail` and `billingCurrency` are as entered: null means the contact email and the organization's currency; " +
    '`invoiceEmail` and `currency` are what is in effect. The customer itself never sees `notes`, `inDefault`, `billingHold` and its reason (null).',
})
export class CustomerType extends Node {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) companyName!: string | null;
  @Field(() => String) contactEmail!: string;
  @Field(() => String, { nullable: true }) billingEmail!: string | null;
  @Field(() => String, { nullable: true }) phone!: string | null;
  @Field(() => String, { nullable: true }) billingCurrency!: string | null;
  @Field(() => Boolean) active!: boolean;
  @Field(() => Boolean) portalAccess!: boolean;
  @Field(() => Address, { nullable: true }) address!: Address | null;
  @Field(() => String, { nullable: true }) taxCode!: string | null;
  @Field(() => DateTime) createdAt!: Date;
}
