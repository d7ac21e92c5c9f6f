import type { Context } from '../context.ts';

/** Whether a viewer stands on the customer's side: portal people and keys limited to a customer. */
export const isCustomers = ({ viewer }: Context): boolean => viewer !== null && viewer.customerId !== null;

/** A value that only staff see; customers get null. */
export const staffOnly = <T>(context: Context, value: T): T | null => (isCustomers(context) ? null : value);
