import { totp } from '../../src/modules/identity/totp.ts';
import { member, password } from '../builders/organization.ts';
import { mutate } from '../builders/operator.ts';
import { fromBase32 } from '../totp.ts';
import { type Cases, id, keepId, type Stage } from './case.ts';

const secondPassword = 'another long enough one';

/** Second factors, passwords, sessions, and what ends something. */
export const endingCases = ({ cast, rows, world }: Stage): Cases => ({
  removeMinerModel: {
    input: async () => {
      const spare = {
        make: 'Avalon',
        name: 'A15',
        ratedHashrateThs: '200',
        ratedPowerW: '3500',
        ratedEfficiencyJPerTh: '17.5',
      };
      return { minerModelId: (await mutate(cast.owner, 'createMinerModel', spare, id)).id };
    },
  },
  retireSite: {
    input: async () => {
      const { id: siteId } = await mutate(cast.owner, 'createSite', { name: 'Third', timeZone: 'UTC' }, id);
      return { siteId };
    },
    select: id,
    keep: keepId('retired'),
  },
  restoreSite: { input: ({ retired }) => ({ siteId: retired }) },

  startSecondFactor: {
    input: () => ({ password }),
    select: '... on SecondFactorStarted { secret }',
    keep: ({ secret }, made) => {
      made.secret = secret;
    },
  },
  confirmSecondFactor: {
    input: ({ secret }) => ({ oneTimeCode: totp(fromBase32(secret as string), world.clock.now.getTime()) }),
  },
  removeSecondFactor: {
    input: ({ secret }) => {
      world.clock.now = new Date(world.clock.now.getTime() + 30_000);
      return { password, oneTimeCode: totp(fromBase32(secret as string), world.clock.now.getTime()) };
    },
  },
  resetSecondFactor: {
    input: async ({ organization }) => {
      const colleague = await member(world.database().owner, organization as string, 'ADMIN');
      await rows(`insert into second_factor (user_id, sealed, confirmed_at) values ($1, '\\x01', '2026-01-01')`, [
        colleague.userId,
      ]);
      await rows('update app_user set second_factor = true where id = $1', [colleague.userId]);
      return { membershipId: colleague.membershipId };
    },
    select: '... on Membership { id }',
    keep: keepId('colleague'),
  },
  removeMembership: { input: ({ colleague }) => ({ membershipId: colleague }) },
  requestPasswordReset: { by: 'guest', input: () => ({ email: 'olive@example.com' }), actor: 'job:sendPasswordReset' },
  resetPassword: {
    by: 'guest',
    input: async () => ({
      token: /#([\w-]{43})/.exec(await world.mail('olive@example.com'))?.[1],
      password: secondPassword,
    }),
  },
  signIn: { by: 'owner', input: () => ({ email: 'olive@example.com', password: secondPassword }) },
  chooseMembership: { input: ({ own }) => ({ membershipId: own }) },
  endSession: {
    input: async () => {
      const others = (await cast.owner.graphql('{ sessions { id current } }')).data.sessions;
      return { sessionId: others.find(({ current }: { current: boolean }) => !current).id };
    },
  },
  commandDevices: { input: ({ miner }) => ({ targetIds: [miner], action: 'REBOOT', reason: 'Hung' }) },
  rotateCollectorToken: { input: ({ collector }) => ({ collectorId: collector }) },
  revokeCollector: { input: ({ collector }) => ({ collectorId: collector }) },
  viewAsCustomer: { input: ({ customer }) => ({ customerId: customer }) },
  signOut: { input: () => ({}) },
});
