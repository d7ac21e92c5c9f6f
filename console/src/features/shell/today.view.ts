import { count, type IconName } from '@hashyard/ui';
import type { FleetTotalsSubscription, MinerStatus, OverviewQuery } from '../../gql/graphql.ts';

export type TodayItem = {
  readonly text: string;
  readonly href: string;
  readonly icon: IconName;
  readonly urgent: boolean;
};

/** What a person has to do or look at, the urgent first; what there is none of is left out. */
export function todayOf(
  overview: OverviewQuery,
  totals: FleetTotalsSubscription['fleetTotals'] | undefined,
): TodayItem[] {
  const machines = (status: MinerStatus) => totals?.minersByStatus.find((entry) => entry.status === status)?.count ?? 0;
  const away = overview.collectors.nodes.filter(({ online, revokedAt }) => !online && !revokedAt);
  const spooling = overview.collectors.nodes.filter(
    ({ online, spooledReadings }) => online && (spooledReadings ?? 0) > 1000,
  );
  const full = overview.collectors.nodes.filter(
    ({ online, warnings }) => online && (warnings.includes('DISK_FAILS') || warnings.includes('SPOOL_FULL')),
  );
  const item = (n: number, text: string, href: string, icon: IconName, urgent = false): TodayItem[] =>
    n > 0 ? [{ text, href, icon, urgent }] : [];
  return [
    ...item(away.length, `${count(away.length, 'collector')} not heard of`, '/collectors', 'alert', true),
    ...item(full.length, `${count(full.length, 'collector')} without room on its disk`, '/collectors', 'alert', true),
    ...item(
      machines('OFFLINE'),
      `${count(machines('OFFLINE'), 'machine')} offline`,
      '/machines?status=OFFLINE',
      'machine',
      true,
    ),
    ...item(
      overview.overdue.totalCount,
      `${count(overview.overdue.totalCount, 'invoice')} overdue`,
      '/invoices?status=OVERDUE',
      'bill',
      true,
    ),
    ...item(
      overview.held.totalCount,
      `${count(overview.held.totalCount, 'invoice')} held`,
      '/invoices?status=HELD',
      'bill',
      true,
    ),
    ...item(
      machines('DEGRADED'),
      `${count(machines('DEGRADED'), 'machine')} degraded`,
      '/machines?status=DEGRADED',
      'machine',
    ),
    ...item(
      machines('LOST'),
      `${count(machines('LOST'), 'machine')} without data for a day`,
      '/machines?status=LOST',
      'machine',
    ),
    ...item(spooling.length, `${count(spooling.length, 'collector')} catching up`, '/collectors', 'refresh'),
    ...item(
      overview.drafts.totalCount,
      `${count(overview.drafts.totalCount, 'invoice')} to issue`,
      '/invoices?status=DRAFT',
      'bill',
    ),
    ...item(
      overview.draftContracts.totalCount,
      `${count(overview.draftContracts.totalCount, 'contract')} to activate`,
      '/contracts?status=DRAFT',
      'contract',
    ),
    ...item(
      overview.expiring.totalCount,
      `${count(overview.expiring.totalCount, 'contract')} about to end`,
      '/contracts?status=expiring',
      'contract',
    ),
    ...item(
      overview.notInvited.totalCount,
      `${count(overview.notInvited.totalCount, 'customer')} to invite`,
      '/customers?portal=NOT_INVITED',
      'mail',
    ),
  ];
}

/** What all sites together can feed, in kW; null while a site doesn't say. */
export function capacityOf(sites: readonly { readonly capacityKw?: string | null }[]): string | null {
  const known = sites.flatMap(({ capacityKw }) => (capacityKw == null ? [] : [Number(capacityKw)]));
  if (known.length === 0 || known.length < sites.length) return null;
  return String(known.reduce((sum, kw) => sum + kw, 0));
}
