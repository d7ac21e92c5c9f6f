import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import type { Register } from '../fleet/fleet.entity.ts';
import type { UpdateRegisterInput } from './corrections.inputs.ts';
import { contradicts, findRegister, judged } from './corrections.service.ts';

/** Says where a register begins again at zero, and what may flow through it: no device tells, and a rollover can't be known without. */
export function updateRegister(context: ViewerContext, input: UpdateRegisterInput): Promise<Register> {
  return inTransaction(context, async (scope) => {
    const { em } = scope;
    const register = await findRegister(scope, input.registerId);
    const faults = new Faults();
    const whole = (field: 'rolloverWh' | 'maxPowerW', max: number) =>
      input[field] === undefined
        ? register[field]
        : faults.decimal(input[field], field, { decimals: 0, above: 0, max });
    const rolloverWh = whole('rolloverWh', 1e15);
    const maxPowerW = whole('maxPowerW', 1e9);
    if (rolloverWh !== null && maxPowerW === null)
      faults.add('REQUIRED', ['maxPowerW'], 'maxPowerW is needed with rolloverWh: it bounds what a rollover may hide.');
    faults.refuseIfAny();
    const [most]: { wh: string | null }[] = await em.execute(
      `select max(wh)::text as wh from (
         select max(register_wh) as wh from register_reading where register_no = ?
         union all select max(greatest(final_wh, initial_wh)) from register_replacement where register_id = ?) known where wh >= ?::bigint`,
      [register.no, register.id, rolloverWh],
    );
    if (most?.wh) contradicts('rolloverWh', `${most.wh} Wh is known of the register.`);
    em.assign(register, { rolloverWh, maxPowerW });
    await em.flush();
    return judgedWhereItFell(scope, register);
  });
}

/** Only where it fell is anything else now; what checks let pass before stays as it was judged. */
async function judgedWhereItFell(scope: ViewerContext, register: Register): Promise<Register> {
  const [fell]: { from: Date | null; to: Date | null }[] = await scope.em.execute(
    `select min(from_at) as "from", max(to_at) as "to" from register_interval
     where register_no = ? and rule in ('DECREASE', 'RESET', 'ROLLOVER', 'SPIKE')`,
    [register.no],
  );
  if (!fell?.from || !fell.to) return register;
  const [from, to] = [new Date(fell.from), new Date(fell.to)];
  await scope.em.execute('select note_billed_change(?::uuid, ?::uuid, ?::timestamptz, ?::timestamptz)', [
    scope.viewer.organizationId,
    register.id,
    from,
    to,
  ]);
  return judged(scope, register, from, to);
}
