#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Fault, type ReadEvidence, rate, readEvidence, verifyBill } from './index.ts';

const usage = `usage: bill FILE...     recompute the bill of evidence bundles (.json, .json.gz)
       verify FILE...   say whether it is the bill that was billed`;

/** Exit codes of both commands: everything well, a bill differs, a file can't be used. */
const exitCodes = { well: 0, differs: 1, unusable: 2 } as const;
type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

function readBundle(file: string): ReadEvidence {
  const unreadable = (message: string): ReadEvidence => ({ ok: false, faults: [{ path: '$', message }] });
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
  } catch (error) {
    return unreadable(`cannot be read: ${messageOf(error)}`);
  }
  try {
    return readEvidence(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    return unreadable(`not JSON: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One line per fault, with the file's name before it when several were given. */
function printFaults(faults: readonly Fault[], prefix: string): void {
  for (const { path, message } of faults) console.error(`${prefix}${path}: ${message}`);
}

function bill(file: string, prefix: string, alone: boolean): ExitCode {
  const read = readBundle(file);
  if (read.ok) {
    console.log(JSON.stringify(rate(read.bundle), null, alone ? 2 : 0));
    return exitCodes.well;
  }
  printFaults(read.faults, prefix);
  if (!alone) console.log('null');
  return exitCodes.unusable;
}

function verify(file: string, prefix: string): ExitCode {
  const read = readBundle(file);
  if (!read.ok) {
    printFaults(read.faults, prefix);
    return exitCodes.unusable;
  }
  const differences = verifyBill(read.bundle);
  if (differences === null) {
    printFaults([{ path: 'billed', message: 'nothing was billed' }], prefix);
    return exitCodes.unusable;
  }
  for (const { path, billed, recomputed } of differences) {
    console.log(`${prefix}${path}: billed ${show(billed)}, recomputed ${show(recomputed)}`);
  }
  if (differences.length === 0) console.log(`${prefix}the recomputed bill is the one that was billed`);
  else console.log(`${prefix}recomputed with zone data ${process.versions.tz ?? 'of unknown version'}`);
  return differences.length === 0 ? exitCodes.well : exitCodes.differs;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function main([command, ...files]: readonly string[]): ExitCode {
  if ((command !== 'bill' && command !== 'verify') || files.length === 0) {
    console.error(usage);
    return exitCodes.unusable;
  }
  const alone = files.length === 1;
  const codes = files.map((file) => {
    const prefix = alone ? '' : `${file}: `;
    return command === 'bill' ? bill(file, prefix, alone) : verify(file, prefix);
  });
  return codes.reduce<ExitCode>((worst, code) => (code > worst ? code : worst), exitCodes.well);
}

process.exitCode = main(process.argv.slice(2));
