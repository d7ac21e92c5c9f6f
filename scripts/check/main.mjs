import { checkNames, runChecks } from './checks.mjs';

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !checkNames.includes(name));
if (unknown) {
  console.error(`There is no check ${unknown}; the checks are ${checkNames.join(', ')}.`);
  process.exit(2);
}
const { failed } = await runChecks(wanted.length > 0 ? wanted : undefined);
process.exitCode = failed === 0 ? 0 : 1;
