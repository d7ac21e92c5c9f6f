import type { FirstStepsQuery } from '../../gql/graphql.ts';

export type FirstStep = {
  readonly title: string;
  readonly why: string;
  readonly verb: string;
  readonly href: string;
  readonly done: boolean;
};

/** What brings an empty installation on line, in the order in which each needs the one before. */
export function firstSteps({ sites, racks, collectors, pdus, meters }: FirstStepsQuery): FirstStep[] {
  const [site] = sites.nodes;
  return [
    {
      title: 'A site',
      why: 'A place with power and a time zone.',
      verb: 'Add site',
      href: '/sites/new',
      done: site !== undefined,
    },
    {
      title: 'Racks',
      why: 'Where machines stand: rows and columns of slots, many at once by a pattern.',
      verb: 'Add racks',
      href: site ? `/sites/${site.id}/racks/new` : '/sites',
      done: racks.totalCount > 0,
    },
    {
      title: 'A collector',
      why: 'The program on a computer at the site that reads its devices.',
      verb: 'Add collector',
      href: '/collectors',
      done: collectors.totalCount > 0,
    },
    {
      title: 'PDUs and meters',
      why: 'What measures the power that you bill.',
      verb: 'Add PDUs and meters',
      href: '/power',
      done: pdus.totalCount + meters.totalCount > 0,
    },
  ];
}
