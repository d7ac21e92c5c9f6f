// What a run can be reached by: ready.json for scripts, lines on the terminal for people.
import { join } from 'node:path';
import { readJson, writeJson } from './home.mjs';

/** An address that a browser on this machine can open, whatever the api binds to. @param {string} host @param {number} port */
export function baseUrl(host, port) {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/**
 * @param {{ home: string, base: string, console: string, portal: string, simulator: { control: string, mailbox: string } }} run
 */
export function announceReady({ home, base, console: consoleUrl, portal, simulator }) {
  const users = readJson(join(home, 'demo.json'))?.users ?? [];
  const ready = {
    ...graphqlAt(base),
    console: consoleUrl,
    portal,
    mailbox: simulator.mailbox,
    simulator: simulator.control,
    users,
  };
  writeJson(join(home, 'ready.json'), ready);
  list([
    ['Console', ready.console],
    ['Portal', ready.portal],
    ['GraphQL', ready.graphql],
    ['Mailbox', ready.mailbox],
  ]);
  for (const { role, email, password } of users) console.log(`  ${role.padEnd(16)}${email.padEnd(34)}${password}`);
  console.log(`\n  Everything of this run lies in ${home}; Ctrl-C stops it.\n`);
}

/**
 * @param {{ home: string, base: string, address: string, setup: string | null }} run
 *   base: the api itself; address: where browsers reach it; setup: the one-time link, which is printed and not kept
 */
export function announceServing({ home, base, address, setup }) {
  const apps = { console: `${address}/console/`, portal: `${address}/portal/` };
  writeJson(join(home, 'ready.json'), { ...graphqlAt(base), ...apps });
  list([
    ['Console', apps.console],
    ['Portal', apps.portal],
    ['GraphQL', `${address}/graphql`],
  ]);
  if (setup) console.log(`  Set this installation up, once, by this link until the next start:\n  ${setup}\n`);
}

/** @param {string} base */
const graphqlAt = (base) => ({ graphql: `${base}/graphql`, graphqlWs: `${base.replace('http', 'ws')}/graphql` });

/** @param {[name: string, url: string][]} addresses */
function list(addresses) {
  console.log(`\n${addresses.map(([name, url]) => `  ${name.padEnd(9)}${url}`).join('\n')}\n`);
}
