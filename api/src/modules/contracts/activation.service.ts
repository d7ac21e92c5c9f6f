import type { ViewerContext } from '../../context.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, type InputIssue, refuse } from '../../graphql/refusals.ts';
import { keepPdf } from '../documents/index.ts';
import { requireHosting } from '../organizations/index.ts';
import { type Contract, Price } from './contract.entity.ts';
import { note } from './contract-event.ts';
import type { ActivateContractInput } from './contract.inputs.ts';
import type { PriceComponent } from './contract.words.ts';
import { findContract, findContractToChange, requireTransition } from './find-contract.ts';
import { checkCapacity } from './infinity.service.ts';
import { contractPdf } from './pdf/contract.pdf.ts';
import { viewContract } from './pdf/contract.view.ts';
import { takeSnapshot } from './snapshot.service.ts';
import { localDate, termsBegun } from './term.rules.ts';
import { addTerms } from './terms.service.ts';

/** Puts a draft into force under its permanent number. From here on its customer sees it and its machines. */
export async function activateContract(context: ViewerContext, input: ActivateContractInput): Promise<Contract> {
  await requireHosting(context);
  return once(context, 'activateContract', input, (scope) => activate(scope, input), findContract);
}

async function activate(context: ViewerContext, input: ActivateContractInput): Promise<Contract> {
  const contract = await findContractToChange(context, input.contractId);
  const status = requireTransition(contract, 'ACTIVATE');
  const customer = await contract.customer.loadOrFail();
  const prices = await context.em.find(Price, { contractId: contract.id });
  if (!customer.active) conflict('CUSTOMER_INACTIVE', 'The customer is not active.');
  requirePrices(contract, prices);
  if (contract.type !== 'INFINITY') await requireEquipment(context, contract);
  const terms = termsBegun(contract, localDate(context.now(), contract.timeZone));
  if (!terms) conflict('ENDED', `The contract ended on ${contract.endsOn} and doesn't renew.`);
  addTerms(context, contract, 1, terms.slice(1));
  await context.em.flush();
  const overridden =
    contract.type === 'INFINITY' ? await checkCapacity(context, contract, input.overrideCapacity ?? false) : null;
  note(context, contract.id, 'ACTIVATED', overridden);
  const snapshot = await takeSnapshot(context, contract, customer, prices);
  // Last, so that the counter's lock is held for the shortest time.
  const number = await takeContractNumber(context);
  const activatedAt = context.now();
  const pdf = await contractPdf(viewContract(number, activatedAt, snapshot));
  const keeper = { em: context.em, organizationId: contract.organizationId, at: activatedAt };
  const documentSha256 = await keepPdf(keeper, pdf);
  context.em.assign(contract, { status, number, activatedAt, snapshot, documentSha256 });
  await context.em.flush();
  return contract;
}

function conflict(code: string, message: string, issues: InputIssue[] = []): never {
  refuse(new Conflict(code, message, ['input', 'contractId'], issues));
}

/** Energy, unless it is FIXED; and what the type is about. */
function requirePrices({ type, billingMethod }: Contract, prices: readonly Price[]): void {
  const has = (...components: PriceComponent[]) => prices.some(({ component }) => components.includes(component));
  const missing = [
    ...(billingMethod === 'FIXED' || has('ENERGY') ? [] : ['ENERGY']),
    ...(type !== 'LEASE' || has('LEASE') ? [] : ['LEASE']),
    ...(type !== 'INFINITY' || has('HASHRATE') ? [] : ['HASHRATE']),
    ...(billingMethod !== 'FIXED' || type === 'LEASE' || type === 'INFINITY' || has('HOSTING', 'SERVICE')
      ? []
      : ['HOSTING or SERVICE']),
  ];
  if (missing.length > 0) conflict('PRICE_MISSING', `The contract has no price for ${missing.join(', ')}.`);
}

/** A machine at least (O&M: a site), and what its method needs of each: a register where energy is metered. */
async function requireEquipment({ em }: ViewerContext, contract: Contract): Promise<void> {
  const noun = contract.type === 'OM' ? 'site' : 'machine';
  const units: { name: string; metered: boolean }[] = await em.execute(
    `select coalesce(m.name, s.name) as name, exists (
       select 1 from feed f join register g on g.outlet_id = f.outlet_id or g.meter_id = f.meter_id
       where (f.miner_id = a.miner_id or f.site_id = a.site_id) and f.during && tstzrange(a.from_at, a.to_at)) as metered
     from assignment a left join miner m on m.id = a.miner_id left join site s on s.id = a.site_id
     where a.contract_id = ? order by 1`,
    [contract.id],
  );
  if (units.length === 0) conflict('NO_EQUIPMENT', `Assign at least one ${noun} first.`);
  const unmetered = contract.billingMethod === 'METERED' ? units.filter((unit) => !unit.metered) : [];
  if (unmetered.length === 0) return;
  const issues = unmetered.map(({ name }) => ({
    code: 'NO_REGISTER',
    message: `${name} hangs on no outlet or meter with an energy register.`,
    path: ['input', 'contractId'],
  }));
  conflict('NO_REGISTER', `${unmetered.length} of ${units.length} ${noun}s can't be billed as metered.`, issues);
}

async function takeContractNumber({ em }: ViewerContext): Promise<string> {
  const [row]: { number: string }[] = await em.execute("select take_number('contract') as number");
  return `HC-${String(row?.number).padStart(6, '0')}`;
}
