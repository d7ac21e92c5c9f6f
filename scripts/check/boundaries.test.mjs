// Each boundary of .oxlintrc.json, crossed once on purpose. A pattern that stops matching would let everything through
// without a word.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../install.mjs';

/** @type {[file: string, code: string, message: string][]} */
const crossings = [
  ['rating/src/clock.ts', `import { readFileSync } from 'node:fs';`, 'Rules and rating are pure'],
  ['rating/src/ours.ts', `import { rate } from '@hashyard/api';`, 'rating/ imports nothing of ours'],
  ['api/src/modules/contracts/notice.rules.ts', `import { p } from '@mikro-orm/core';`, 'Rules and rating are pure'],
  [
    'api/src/modules/contracts/a.ts',
    `import { b } from '../customers/customer.service.ts';`,
    "Import the other module's index.ts",
  ],
  [
    'api/src/modules/contracts/b.ts',
    `import { b } from '../../../../rating/src/rate.ts';`,
    'No package reaches into another',
  ],
  ['api/src/live/c.ts', `import { b } from '@hashyard/simulator';`, 'The simulator is the outside world'],
  ['api/src/live/d.ts', `export const port = process.env.PORT;`, 'Programs hand the environment to env.ts'],
  [
    'collector/src/profiles/meter/e.ts',
    `import { read } from '../../transports/modbus.ts';`,
    'A profile is declared data',
  ],
  ['collector/src/f.ts', `import { b } from '@hashyard/api';`, 'Programs are not libraries'],
  ['simulator/src/g.ts', `import { b } from '@hashyard/rating';`, 'The simulator shares no code with us'],
  ['simulator/src/h.ts', `import { b } from '../../collector/src/units.ts';`, 'No package reaches into another'],
  ['ui/src/i.ts', `import { b } from '@hashyard/rating';`, 'ui/ draws for both apps and knows no domain'],
  ['portal/src/j.ts', `import { b } from '../../console/src/app.ts';`, 'No package reaches into another'],
  ['console/src/k.ts', `import { b } from '@hashyard/portal';`, 'Programs are not libraries'],
  ['scripts/l.mjs', `import { b } from '../api/src/env.ts';`, 'No package reaches into another'],
  ['ui/src/m.ts', `import { n } from './n.ts'; export const m = () => n;`, 'Dependency cycle detected'],
];

/** Within a boundary, however near it looks. @type {[file: string, code: string][]} */
const allowed = [
  ['api/src/modules/invoices/a.ts', `import { rate } from '@hashyard/rating';`],
  ['api/src/modules/invoices/b.ts', `import { c } from '../contracts/index.ts';`],
  ['api/src/modules/invoices/c.ts', `import { c } from '../../live/topics.ts';`],
  ['api/src/modules/invoices/invoice.entity.ts', `import { Contract } from '../contracts/contract.entity.ts';`],
  ['api/src/modules/invoices/invoice.type.ts', `import { CustomerType } from '../customers/customer.type.ts';`],
  ['api/src/env.ts', `export const port = process.env.PORT;`],
  ['rating/src/cli.ts', `import { readFileSync } from 'node:fs';`],
  ['collector/src/drivers/n.ts', `import { read } from '../transports/modbus.ts';`],
  ['portal/src/o.ts', `import { b } from '@hashyard/ui';`],
];

/** @type {[file: string, code: string]} */
const otherHalfOfTheCycle = ['ui/src/n.ts', `import { m } from './m.ts'; export const n = () => m;`];

/** @type {string} */
let folder;
/** @type {{ filename: string, message: string, help?: string }[]} */
let diagnostics;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hashyard-boundaries-'));
  cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, code] of [...crossings, ...allowed, otherHalfOfTheCycle]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    const used = /import \{ (\w+) \}/.exec(code)?.[1];
    writeFileSync(join(folder, file), `${code}\n${used ? `export const kept = ${used};` : ''}\n`);
  }
  const { stdout } = spawnSync('oxlint', ['--format=json', '--ignore-pattern=node_modules'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
  });
  diagnostics = JSON.parse(stdout).diagnostics;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} file */
const saidOf = (file) =>
  diagnostics.filter(({ filename }) => filename === file).map(({ message, help }) => `${message} ${help ?? ''}`);

test.each(crossings)('%s may not: %s', (file, _, message) => {
  expect(saidOf(file).join('\n')).toContain(message);
});

test.each(allowed)('%s may: %s', (file) => {
  expect(saidOf(file)).toEqual([]);
});
