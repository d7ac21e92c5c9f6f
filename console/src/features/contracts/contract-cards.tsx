import { asText, Card, date, dateRange, decimal, KeyValueList, Link, lastDay, power, When } from '@hashyard/ui';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import type {
  ContractFactsFragment,
  ContractPriceFragment,
  ContractTermRowFragment,
  ContractTimelineEventFragment,
} from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import {
  capWords,
  componentWords,
  eventWords,
  methodWords,
  originWords,
  termWords,
  unitWords,
} from './contract.words.ts';

export const contractFacts = graphql(`
  fragment ContractFacts on Contract {
    id
    term
    startsOn
    endsOn
    autoRenew
    renews
    noticeDays
    noticeBy
    noticeGivenOn
    timeZone
    currency
    billingMethod
    powerCapKw
    capPolicy
    overageRate
    billedUntilOn
    notes
    customer {
      id
      name
      companyName
    }
  }
`);

export function ContractFacts(props: { contract: ContractFactsFragment }): JSX.Element {
  const contract = () => props.contract;
  return (
    <Card title="Terms">
      <KeyValueList
        items={[
          {
            label: 'Customer',
            value: <Link href={`/customers/${contract().customer.id}`}>{customerLabel(contract().customer)}</Link>,
          },
          { label: 'Contract Term', value: termWords[contract().term] },
          { label: 'Start Date', value: date(contract().startsOn) },
          { label: 'Last day', value: date(lastDay(contract().endsOn)) },
          { label: 'Auto-renew', value: contract().renews ? 'Yes' : contract().autoRenew ? 'Stopped' : 'No' },
          { label: 'Notice', value: noticeText(contract()) },
          { label: 'Billing Method', value: methodWords[contract().billingMethod] },
          { label: 'Power Cap', value: capText(contract()) },
          {
            label: 'Billed up to',
            value: contract().billedUntilOn ? date(lastDay(contract().billedUntilOn ?? '')) : 'Nothing yet',
          },
          { label: 'Time zone', value: contract().timeZone },
          {
            label: 'Internal notes',
            value: <span class="whitespace-pre-line">{contract().notes ?? '–'}</span>,
          },
        ]}
      />
    </Card>
  );
}

function noticeText(contract: ContractFactsFragment): string {
  if (contract.noticeGivenOn) return `Given on ${date(contract.noticeGivenOn)}`;
  const days = `${contract.noticeDays} days before the end`;
  return contract.noticeBy ? `${days}, until ${date(contract.noticeBy)}` : days;
}

function capText(contract: ContractFactsFragment): string {
  if (!contract.powerCapKw) return 'None';
  const cap = asText(power(Number(contract.powerCapKw) * 1000));
  const policy = contract.capPolicy ? capWords[contract.capPolicy].toLowerCase() : '';
  const rate = contract.overageRate ? ` (${decimal(contract.overageRate, 2)} ${contract.currency} per kWh)` : '';
  return `${cap}; above it: ${policy}${rate}`;
}

export const contractPrice = graphql(`
  fragment ContractPrice on Price {
    component
    unit
    rate
    startsOn
    endsOn
    taxCode
  }
`);

export function ContractPrices(props: { prices: readonly ContractPriceFragment[]; currency: string }): JSX.Element {
  return (
    <Card title="Prices">
      <Show when={props.prices.length > 0} fallback={<p class="text-muted">No prices.</p>}>
        <ul>
          <For each={props.prices}>
            {(price) => (
              <li class="flex flex-wrap justify-between gap-x-6 border-b border-line py-2 last:border-0">
                <span>
                  {componentWords[price.component]}
                  <span class="text-muted"> {rangeText(price)}</span>
                </span>
                <span>
                  {decimal(price.rate, 2)} {props.currency} per {unitWords[price.unit]}
                  <Show when={price.taxCode}>{(code) => <span class="text-muted"> tax {code()}</span>}</Show>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}

/** Without dates a price holds as long as the contract. */
function rangeText({ startsOn, endsOn }: ContractPriceFragment): string {
  if (!startsOn && !endsOn) return 'for the whole contract';
  const from = startsOn ? `from ${date(startsOn)}` : 'from the start';
  return endsOn ? `${from} to ${date(lastDay(endsOn))}` : from;
}

export const contractTermRow = graphql(`
  fragment ContractTermRow on Term {
    number
    origin
    startsOn
    endsOn
  }
`);

export function ContractTermsCard(props: { terms: readonly ContractTermRowFragment[] }): JSX.Element {
  return (
    <Card title="Terms so far">
      <Show when={props.terms.length > 0} fallback={<p class="text-muted">The first term begins with activation.</p>}>
        <ol>
          <For each={props.terms}>
            {(term) => (
              <li class="flex flex-wrap justify-between gap-x-6 border-b border-line py-2 last:border-0">
                <span>
                  {term.number}. {originWords[term.origin]}
                </span>
                <span class="text-muted">{dateRange(term.startsOn, term.endsOn)}</span>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </Card>
  );
}

export const contractTimelineEvent = graphql(`
  fragment ContractTimelineEvent on ContractEvent {
    at
    kind
    actor
    note
  }
`);

/** What happened to it, newest first. */
export function ContractTimeline(props: {
  events: readonly ContractTimelineEventFragment[];
  zone: string;
}): JSX.Element {
  return (
    <Card title="Timeline">
      <Show when={props.events.length > 0} fallback={<p class="text-muted">Nothing has happened yet.</p>}>
        <ol class="flex flex-col">
          <For each={props.events.toReversed()}>
            {(event) => (
              <li class="flex flex-wrap justify-between gap-x-6 border-b border-line py-2 last:border-0">
                <span class="min-w-0 break-words">
                  <span class="font-medium">{eventWords[event.kind]}</span>
                  <Show when={event.note}>{(note) => <span class="text-muted"> {note()}</span>}</Show>
                </span>
                <span class="text-sm text-muted">
                  {event.actor}, <When at={event.at} zone={props.zone} />
                </span>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </Card>
  );
}
