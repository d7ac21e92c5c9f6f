import type { Issue } from '@hashyard/ui';

export type CollectorValues = { siteId: string; name: string; networks: string };

/** Networks as people separate them: by commas, spaces or lines. */
export const networksOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** CIDR of either family, loosely: the collector and the API judge the rest. */
const NETWORK = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*)(\/\d{1,3})?$/i;

/** Names each text that is no network; `field` is where they were typed. */
export function networkIssues(text: string, field: string): Issue[] {
  const networks = networksOf(text);
  const path = ['input', field];
  if (networks.length === 0) return [{ code: 'REQUIRED', message: 'This is needed.', path }];
  return networks
    .filter((network) => !NETWORK.test(network))
    .map((network) => ({ code: 'NOT_A_NETWORK', message: `“${network}” is no network like 10.0.0.0/16.`, path }));
}

export type Enrolment = {
  readonly api: string;
  readonly token: string;
  readonly commandKey: string;
  readonly networks: readonly string[];
};

/** What runs a collector in a checkout of this repository. The token goes into a file: it is in no process list. */
export const runCommand = ({ api, token, commandKey, networks }: Enrolment): string =>
  [
    'sudo install -d -m 700 /etc/hashyard /var/lib/hashyard',
    `printf %s '${token}' | sudo install -m 600 /dev/stdin /etc/hashyard/token`,
    `sudo env COLLECTOR_API=${api} \\`,
    '  COLLECTOR_TOKEN_FILE=/etc/hashyard/token \\',
    `  COLLECTOR_COMMAND_KEY='${commandKey}' \\`,
    '  COLLECTOR_HOME=/var/lib/hashyard \\',
    `  COLLECTOR_NETWORKS=${networks.join(',')} \\`,
    '  node_modules/.bin/node collector/src/main.ts',
  ].join('\n');
