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
    graphql: `${base}/graphql`,
    graphqlWs: `${base.replace('http', 'ws')}/graphql`,
    console: consoleUrl,
    portal,
    mailbox: simulator.mailbox,
    simulator: simulator.control,
    users,
  };
  writeJson(join(home, 'ready.json'), ready);
  const addresses = [
    ['Console', ready.console],
    ['Portal', ready.portal],
    ['GraphQL', ready.graphql],
    ['Mailbox', ready.mailbox],
  ];
  console.log(`\n${addresses.map(([name, url]) => `  ${String(name).padEnd(9)}${url}`).join('\n')}\n`);
  for (const { role, email, password } of users) console.log(`  ${role.padEnd(16)}${email.padEnd(34)}${password}`);
  console.log(`\n  Everything of this run lies in ${home}; Ctrl-C stops it.\n`);
}
