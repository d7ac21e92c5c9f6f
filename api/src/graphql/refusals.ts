import { Field, InterfaceType, ObjectType } from 'type-graphql';
import { AddOn, Plan } from './enums.ts';

@InterfaceType({
  description:
    'Why nothing was done. `code` is stable, `message` is for people, `path` names the input field at fault (`["input", "hosted", "monthlyFee"]`, list positions as numbers in strings). ' +
    'Every `...Result` union has its success and all five refusals, so one fragment reads them all.',
  resolveType: (refusal: Refusal) => refusal.constructor.name,
})
export abstract class Refusal {
  @Field(() => String) readonly code: string;
  @Field(() => String) readonly message: string;
  @Field(() => [String], { nullable: true }) readonly path: string[] | null;

  constructor(code: string, message: string, path: string[] | null = null) {
    this.code = code;
    this.message = message;
    this.path = path;
  }
}

@ObjectType()
export class InputIssue {
  @Field(() => String) code!: string;
  @Field(() => String) message!: string;
  @Field(() => [String]) path!: string[];
}

@ObjectType({ implements: Refusal, description: '`INVALID_INPUT`, with every fault found.' })
export class InvalidInput extends Refusal {
  @Field(() => [InputIssue]) readonly issues: InputIssue[];

  constructor(issues: InputIssue[]) {
    super('INVALID_INPUT', issues.map((issue) => issue.message).join(' '), issues[0]?.path ?? null);
    this.issues = issues;
  }
}

@ObjectType({
  implements: Refusal,
  description: "`NOT_FOUND`: no such id, or someone else's; the two can't be told apart.",
})
export class NotFound extends Refusal {
  constructor(path: string[] | null = null) {
    super('NOT_FOUND', 'There is nothing with this id.', path);
  }
}

@ObjectType({
  implements: Refusal,
  description:
    '`UNAUTHENTICATED`, `FORBIDDEN` (permission missing), `READ_ONLY` (viewing as a customer), `RATE_LIMITED`, and the sign-in codes.',
})
export class Forbidden extends Refusal {}

@ObjectType({
  implements: Refusal,
  description:
    'The state of things forbids it: `WRONG_STATE`, `NAME_TAKEN`, `IDEMPOTENCY_MISMATCH`, and what each mutation names. `issues` tells which of many rows (at most 100).',
})
export class Conflict extends Refusal {
  @Field(() => [InputIssue]) readonly issues: InputIssue[];

  constructor(code: string, message: string, path: string[] | null = null, issues: InputIssue[] = []) {
    super(code, message, path);
    this.issues = issues.slice(0, 100);
  }
}

@ObjectType({
  implements: Refusal,
  description:
    '`PLAN_REQUIRED` or `ADD_ON_REQUIRED`: customers, contracts, invoices and payments need the Business plan or above and the Hosting add-on.',
})
export class PlanRequired extends Refusal {
  @Field(() => Plan, { nullable: true }) readonly plan: Plan | null;
  @Field(() => AddOn, { nullable: true }) readonly addOn: AddOn | null;

  constructor(missing: { plan: Plan } | { addOn: AddOn }) {
    if ('plan' in missing) super('PLAN_REQUIRED', `This needs the ${missing.plan} plan or a higher one.`);
    else super('ADD_ON_REQUIRED', `This needs the ${missing.addOn} add-on.`);
    this.plan = 'plan' in missing ? missing.plan : null;
    this.addOn = 'addOn' in missing ? missing.addOn : null;
  }
}

/**
 * Carries a refusal out of a service: thrown, so that the transaction around it rolls back and nothing is half-written.
 * `answerRefusals` (answers.ts) turns it into the union's member.
 */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message}`);
    this.refusal = refusal;
  }
}

export function refuse(refusal: Refusal): never {
  throw new Refused(refusal);
}
