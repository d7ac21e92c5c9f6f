import type { Context, ViewerContext } from '../../context.ts';
import { managerForNobody } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Forbidden, refuse } from '../../graphql/refusals.ts';
import { useOneTimeCode } from './one-time-code.ts';
import { passwordFits } from './password.ts';
import type { Role } from './role.ts';
import { type Entrance, openSession, type Person } from './session.service.ts';

const failureWindowMs = 15 * 60_000;
/** Tries per account from one address, and from all together, before it is locked for the window. */
const maxFailures = { fromHere: 10, inAll: 100 };
const ticketMs = 5 * 60_000;

export type Choice = { readonly ticket: string; readonly entrances: Entrance[]; readonly person: Person };

export type SignInRequest = {
  email: string;
  password: string;
  portalSlug?: string | null;
  membershipId?: string | null;
  oneTimeCode?: string | null;
};

/** Signs a person in, or answers the memberships to choose from. Refusals never say whether the address is known. */
export async function signIn(context: Context, request: SignInRequest): Promise<ViewerContext | Choice> {
  const faults = new Faults();
  const email = faults.line(request.email, 'email', { max: 320, required: true }) ?? '';
  if (!request.password) faults.add('REQUIRED', ['password'], 'password is needed.');
  faults.refuseIfAny();
  const person = await checkPassword(context, {
    email,
    password: request.password,
    oneTimeCode: request.oneTimeCode ?? null,
  });
  const entrances = await entrancesOf(context, person.id, request.portalSlug ?? null);
  const chosen = request.membershipId
    ? entrances.find(({ membershipId }) => membershipId === request.membershipId)
    : undefined;
  if (request.membershipId && !chosen) refuse(badCredentials());
  if (chosen ?? entrances.length === 1) return openSession(context, person, chosen ?? (entrances[0] as Entrance));
  return { ticket: issueTicket(context, person), entrances, person };
}

/** Finishes a sign-in by ticket, or moves a signed-in person to another membership. */
export async function chooseMembership(
  context: Context,
  request: { membershipId: string; ticket?: string | null },
): Promise<ViewerContext> {
  const person = request.ticket ? readTicket(context, request.ticket) : signedInPerson(context);
  const entrances = await entrancesOf(context, person.id, null);
  const chosen = entrances.find(({ membershipId }) => membershipId === request.membershipId);
  if (!chosen) refuse(new Forbidden('TICKET_INVALID', 'This sign-in can no longer be finished. Sign in again.'));
  return openSession(context, person, chosen);
}

type Proof = { readonly email: string; readonly password: string; readonly oneTimeCode: string | null };

/**
 * The person whose password this is, and whose second factor where there is one. Wrong tries at either are counted
 * together, per account and address, and forgotten only when both are right.
 */
export async function checkPassword(context: Context, { email, password, oneTimeCode }: Proof): Promise<Person> {
  const nobody = managerForNobody(context.installation.orm);
  const since = new Date(context.now().getTime() - failureWindowMs);
  const [failures]: { from_here: string; in_all: string }[] = await nobody.execute(
    'select * from count_sign_in_failures(?, ?, ?)',
    [email, context.clientAddress, since],
  );
  if (Number(failures?.from_here) >= maxFailures.fromHere || Number(failures?.in_all) >= maxFailures.inAll) {
    refuse(new Forbidden('LOCKED', 'Too many tries. Wait a quarter of an hour.'));
  }
  const [account]: { user_id: string; name: string; password_hash: string }[] = await nobody.execute(
    'select * from find_sign_in(?)',
    [email],
  );
  const failed = async (refusal: Forbidden): Promise<never> => {
    await nobody.execute('select record_sign_in_failure(?, ?, ?)', [email, context.clientAddress, context.now()]);
    return refuse(refusal);
  };
  const fits = await passwordFits(account?.password_hash ?? null, password);
  if (!account || !fits) return failed(badCredentials());
  const second = await useOneTimeCode(context, account.user_id, oneTimeCode);
  if (second === 'needed')
    refuse(new Forbidden('SECOND_FACTOR_REQUIRED', 'Type the code of your authenticator app, or a recovery code.'));
  if (second === 'wrong') return failed(new Forbidden('BAD_CODE', 'This code is wrong or was used already.'));
  await nobody.execute('select clear_sign_in_failures(?, ?)', [email, context.clientAddress]);
  return { id: account.user_id, name: account.name };
}

const badCredentials = () => new Forbidden('BAD_CREDENTIALS', 'The email address or the password is wrong.');

type MembershipRow = {
  membership_id: string;
  organization_id: string;
  customer_id: string | null;
  role: Role;
  active: boolean;
  portal_access: boolean;
  /** What the portal is reached by: its slug, and the organization's own. */
  portal_slugs: string[];
};

/** The memberships that may enter now; refused when there were some and none may. */
export async function entrancesOf(context: Context, userId: string, portalSlug: string | null): Promise<Entrance[]> {
  const rows: MembershipRow[] = await managerForNobody(context.installation.orm).execute(
    'select * from find_memberships(?)',
    [userId],
  );
  const here =
    portalSlug === null
      ? rows
      : rows.filter((row) => row.customer_id !== null && row.portal_slugs.includes(portalSlug));
  const open = here.filter((row) => row.active && row.portal_access);
  if (open.length === 0) {
    if (here.some((row) => !row.active))
      refuse(new Forbidden('ACCOUNT_INACTIVE', 'This account is not active. Ask your hosting company.'));
    if (here.length > 0)
      refuse(new Forbidden('PORTAL_OFF', 'Portal access is switched off. Ask your hosting company.'));
    refuse(badCredentials());
  }
  return open.map((row) => ({
    membershipId: row.membership_id,
    organizationId: row.organization_id,
    customerId: row.customer_id,
    role: row.role,
  }));
}

function issueTicket(context: Context, person: Person): string {
  const body = { ...person, expires: context.now().getTime() + ticketMs };
  return context.installation.vault.seal(JSON.stringify(body)).toString('base64url');
}

function readTicket(context: Context, ticket: string): Person {
  const body = openTicket(context, ticket);
  if (!body || body.expires < context.now().getTime())
    refuse(new Forbidden('TICKET_INVALID', 'This sign-in has expired. Sign in again.'));
  return { id: body.id, name: body.name };
}

function openTicket(context: Context, ticket: string): (Person & { expires: number }) | null {
  try {
    return JSON.parse(context.installation.vault.open(Buffer.from(ticket, 'base64url')));
  } catch {
    // Anything that this installation didn't seal: somebody else's text.
    return null;
  }
}

function signedInPerson(context: Context): Person {
  if (!context.viewer?.userId) refuse(new Forbidden('TICKET_INVALID', 'Sign in first.'));
  return { id: context.viewer.userId, name: context.viewer.name };
}
