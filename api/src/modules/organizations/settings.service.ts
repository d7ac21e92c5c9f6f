import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { readAddress } from '../../graphql/address.type.ts';
import { Faults } from '../../graphql/faults.ts';
import { Conflict, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { BillingSettings, Organization, TaxRate } from './organization.entity.ts';
import type { TaxRateInput, UpdateBillingSettingsInput, UpdateOrganizationInput } from './organization.inputs.ts';
import { checkTaxes } from './taxes.rules.ts';

/** Changes what the input names of the organization itself. */
export function updateOrganization(context: ViewerContext, input: UpdateOrganizationInput): Promise<Organization> {
  const faults = new Faults();
  const change: Partial<Organization> = {};
  if (input.name !== undefined) change.name = faults.line(input.name, 'name', { required: true }) ?? '';
  if (input.timeZone !== undefined) {
    if (input.timeZone === null) faults.add('REQUIRED', ['timeZone'], 'timeZone is needed.');
    change.timeZone = faults.timeZone(input.timeZone, 'timeZone') ?? '';
  }
  faults.refuseIfAny();
  return inTransaction(context, async ({ em, viewer }) => {
    const organization = await em.findOneOrFail(Organization, { id: viewer.organizationId });
    return em.assign(organization, change);
  });
}

/** Applies to what is created afterwards: contracts and issued invoices keep their own copies. */
export function updateBillingSettings(
  context: ViewerContext,
  input: UpdateBillingSettingsInput,
): Promise<Organization> {
  return inTransaction(context, async (scope) => {
    const { em, viewer } = scope;
    const settings = await em.findOneOrFail(BillingSettings, { id: viewer.organizationId });
    const faults = new Faults();
    const change = readSettings(input, faults);
    const taxes = readTaxes(input.taxes, faults);
    const codes = taxes ?? (await em.find(TaxRate, { organizationId: viewer.organizationId }));
    const chosen = change.defaultTaxCode === undefined ? settings.defaultTaxCode : change.defaultTaxCode;
    if (chosen !== null && !codes.some(({ code }) => code === chosen))
      faults.add('UNKNOWN_TAX_CODE', ['defaultTaxCode'], `There is no tax with the code ${chosen}.`);
    faults.refuseIfAny();
    em.assign(settings, change);
    if (taxes) await replaceTaxes(scope, taxes);
    return em.findOneOrFail(Organization, { id: viewer.organizationId });
  });
}

const bounds = {
  collectionDays: { min: 0, max: 60 },
  dueDays: { min: 0, max: 365 },
  noticeDays: { min: 0, max: 730 },
  maxExtensions: { min: 0, max: 100 },
} as const;

function readSettings(input: UpdateBillingSettingsInput, faults: Faults): Partial<BillingSettings> {
  const change: Partial<BillingSettings> = {};
  const needed = ['currency', 'autoSend', 'sellerName', 'taxes', ...Object.keys(bounds)] as const;
  for (const field of needed)
    if (input[field as keyof UpdateBillingSettingsInput] === null)
      faults.add('REQUIRED', [field], `${field} can't be cleared.`);
  const currency = faults.currency(input.currency, 'currency');
  if (currency) change.currency = currency;
  if (input.energyRate !== undefined) change.energyRate = faults.decimal(input.energyRate, 'energyRate');
  if (input.autoSend != null) change.autoSend = input.autoSend;
  for (const field of Object.keys(bounds) as (keyof typeof bounds)[]) {
    const value = faults.whole(input[field], field, bounds[field]);
    if (value !== null) change[field] = value;
  }
  if (input.defaultTaxCode !== undefined) change.defaultTaxCode = input.defaultTaxCode || null;
  if (input.sellerName != null)
    change.sellerName = faults.line(input.sellerName, 'sellerName', { required: true }) ?? '';
  if (input.sellerAddress !== undefined)
    change.sellerAddress = readAddress(input.sellerAddress, faults, 'sellerAddress');
  if (input.sellerTaxNumber !== undefined)
    change.sellerTaxNumber = faults.line(input.sellerTaxNumber, 'sellerTaxNumber', { max: 100 });
  return change;
}

type Tax = Pick<TaxRate, 'code' | 'name' | 'percent' | 'startsOn' | 'endsOn'>;

function readTaxes(input: readonly TaxRateInput[] | null | undefined, faults: Faults): Tax[] | null {
  if (!input) return null;
  const taxes = input.map((tax, index) => ({
    code: faults.line(tax.code, ['taxes', index, 'code'], { max: 40, required: true }) ?? '',
    name: faults.line(tax.name, ['taxes', index, 'name'], { required: true }) ?? '',
    percent: faults.decimal(tax.percent, ['taxes', index, 'percent'], { max: 100 }) ?? '0',
    startsOn: tax.startsOn ?? null,
    endsOn: tax.endsOn ?? null,
  }));
  for (const { code, path, message } of checkTaxes(taxes)) faults.add(code, path, message);
  return taxes;
}

async function replaceTaxes(scope: ViewerContext, taxes: readonly Tax[]): Promise<void> {
  const { em, viewer } = scope;
  const { organizationId } = viewer;
  await refuseWhatIsNamed(scope, taxes);
  await em.nativeDelete(TaxRate, { organizationId });
  taxes.forEach((tax, position) => em.create(TaxRate, { id: newId(), organizationId, position, ...tax }));
  await em.flush();
}

/** A code that a contract or customer names stays: without it their bills would be untaxed. It may be given an end instead. */
async function refuseWhatIsNamed({ em }: ViewerContext, taxes: readonly Tax[]): Promise<void> {
  const kept = JSON.stringify(taxes.map(({ code }) => code));
  const named: { code: string; by: string }[] = await em.execute(
    `with gone as (select distinct code from tax_rate where code not in (select jsonb_array_elements_text(?::jsonb)))
     select code, coalesce(c.number, c.draft_number) as by from gone join contract c on c.status <> 'CANCELLED'
       and (c.tax_code = code or exists (select 1 from contract_price p where p.contract_id = c.id and p.tax_code = code))
     union all select code, coalesce(company_name, name) from gone join customer on tax_code = code
     order by 1, 2 limit 100`,
    [kept],
  );
  const path = ['input', 'taxes'];
  const issues = named.map(({ code, by }) => ({ code: 'TAX_IN_USE', message: `${by} names ${code}.`, path }));
  const [first] = issues;
  if (first) refuse(new Conflict('TAX_IN_USE', `${first.message} Give the tax an end instead.`, path, issues));
}
