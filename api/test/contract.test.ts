import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildASTSchema,
  extendSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSchema as Schema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { createSchema, writtenSchema } from '../src/schema.ts';

const contractFile = fileURLToPath(new URL('../../../shared/spec/contract.graphql', import.meta.url));
const schemaFile = new URL('../../schema.graphql', import.meta.url);

test('schema.graphql at the root is what the code says', () => {
  expect(readFileSync(schemaFile, 'utf8')).toBe(writtenSchema());
});

test('every root field says what it needs: a guard is on each', async () => {
  const { getMetadataStorage } = await import('type-graphql');
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const open = [...queries, ...mutations, ...subscriptions]
    .filter((field) => (field.roles ?? []).length !== 1)
    .map((field) => field.schemaName);
  expect(open).toEqual([]);
});

describe.skipIf(!existsSync(contractFile))(
  'against the public contract (skipped where it is not beside the checkout)',
  () => {
    const contract = existsSync(contractFile) ? contractSchema() : new Schema({});
    const found = existsSync(contractFile) ? compare(contract, createSchema()) : { missing: [], wrong: [] };

    test('what both have agrees', () => {
      expect(found.wrong).toEqual([]);
    });

    test('what is still missing is the checked-in list, which only gets shorter', async () => {
      await expect(`${found.missing.join('\n')}\n`).toMatchFileSnapshot('./contract.missing.txt');
    });
  },
);

function contractSchema(): GraphQLSchema {
  const document = parse(readFileSync(contractFile, 'utf8'));
  const extensions = document.definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_EXTENSION);
  const base = buildASTSchema({
    ...document,
    definitions: document.definitions.filter((definition) => !extensions.includes(definition as never)),
  });
  return extendSchema(base, { kind: Kind.DOCUMENT, definitions: extensions });
}

type Findings = { missing: string[]; wrong: string[] };

/** Additions are free; an output may become non-null and an input optional, never the reverse. */
function compare(wanted: GraphQLSchema, built: GraphQLSchema): Findings {
  const findings: Findings = { missing: [], wrong: [] };
  for (const type of Object.values(wanted.getTypeMap()).sort(byName)) {
    if (type.name.startsWith('__')) continue;
    const ours = built.getType(type.name);
    if (!ours) findings.missing.push(type.name);
    else compareType(type, ours, findings);
  }
  return findings;
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

function compareType(wanted: GraphQLNamedType, ours: GraphQLNamedType, findings: Findings): void {
  const at = wanted.name;
  if (isEnumType(wanted) && isEnumType(ours)) {
    for (const { name } of wanted.getValues()) if (!ours.getValue(name)) findings.missing.push(`${at}.${name}`);
  } else if (isUnionType(wanted) && isUnionType(ours)) {
    const members = ours.getTypes().map(({ name }) => name);
    for (const { name } of wanted.getTypes()) if (!members.includes(name)) findings.missing.push(`${at} | ${name}`);
  } else if (isInputObjectType(wanted) && isInputObjectType(ours)) {
    for (const field of Object.values(wanted.getFields())) {
      const ourField = ours.getFields()[field.name];
      if (!ourField) findings.missing.push(`${at}.${field.name}`);
      else compareInput(field.type, ourField.type, `${at}.${field.name}`, findings);
    }
    for (const field of Object.values(ours.getFields())) {
      if (!wanted.getFields()[field.name] && isNonNullType(field.type) && field.defaultValue === undefined)
        findings.wrong.push(`${at}.${field.name} must be optional`);
    }
  } else if ((isObjectType(wanted) && isObjectType(ours)) || (isInterfaceType(wanted) && isInterfaceType(ours))) {
    for (const { name } of wanted.getInterfaces())
      if (!ours.getInterfaces().some((one) => one.name === name)) findings.missing.push(`${at} implements ${name}`);
    for (const field of Object.values(wanted.getFields()))
      compareField(field, ours.getFields()[field.name], `${at}.${field.name}`, findings);
  } else if (wanted.constructor !== ours.constructor) findings.wrong.push(`${at} is of another kind`);
}

function compareField(
  wanted: GraphQLField<unknown, unknown>,
  ours: GraphQLField<unknown, unknown> | undefined,
  at: string,
  findings: Findings,
): void {
  if (!ours) return void findings.missing.push(at);
  compareOutput(wanted.type, ours.type, at, findings);
  for (const argument of wanted.args) {
    const ourArgument = ours.args.find(({ name }) => name === argument.name);
    if (!ourArgument) findings.missing.push(`${at}(${argument.name})`);
    else compareInput(argument.type, ourArgument.type, `${at}(${argument.name})`, findings);
  }
  for (const argument of ours.args) {
    if (!wanted.args.some(({ name }) => name === argument.name) && isNonNullType(argument.type))
      findings.wrong.push(`${at}(${argument.name}) must be optional`);
  }
}

function compareOutput(wanted: GraphQLOutputType, ours: GraphQLOutputType, at: string, findings: Findings): void {
  // Nullable there and non-null here is allowed at every level.
  const [a, b] = [String(wanted), String(ours)];
  if (a !== b && withoutBangs(a) !== withoutBangs(b)) findings.wrong.push(`${at}: ${b} is not ${a}`);
  else if (!bangsInclude(b, a)) findings.wrong.push(`${at}: ${b} is nullable where ${a} is not`);
}

function compareInput(wanted: GraphQLInputType, ours: GraphQLInputType, at: string, findings: Findings): void {
  const [a, b] = [String(wanted), String(ours)];
  if (withoutBangs(a) !== withoutBangs(b)) findings.wrong.push(`${at}: ${b} is not ${a}`);
  else if (!bangsInclude(a, b)) findings.wrong.push(`${at}: ${b} is required where ${a} is not`);
}

const withoutBangs = (type: string): string => type.replaceAll('!', '');

/** Whether `strict` has a bang wherever `loose` has one. */
function bangsInclude(strict: string, loose: string): boolean {
  const places = (type: string): Set<number> => {
    const found = new Set<number>();
    let position = 0;
    for (const character of type) {
      if (character === '!') found.add(position);
      else position += 1;
    }
    return found;
  };
  const has = places(strict);
  return [...places(loose)].every((place) => has.has(place));
}
