#!/usr/bin/env node
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { EvidenceReader, type Fault, type ReadEvidence, rate, verifyBill } from './index.ts';

const usage = `usage: bill FILE...     recompute the bill of evidence bundles (.json, .json.gz)
       verify FILE...   say whether it is the bill that was billed`;

/** Exit codes of both commands: everything well, a bill differs, a file can't be used. */
const exitCodes = { well: 0, differs: 1, unusable: 2 } as const;
type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** In a stream, as a file of thousands of machines is more than one text can hold. */
async function readBundle(file: string): Promise<ReadEvidence> {
  const reader = new EvidenceReader(textOf);
  try {
    const unzip = isZipped(file) ? createGunzip() : new PassThrough();
    await pipeline(createReadStream(file), unzip, async (pieces: AsyncIterable<Uint8Array>) => {
      for await (const piece of pieces) reader.push(piece);
    });
  } catch (error) {
    return { ok: false, faults: [{ path: '$', message: `cannot be read: ${messageOf(error)}` }] };
  }
  return reader.finish();
}

function isZipped(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const start = new Uint8Array(2);
    readSync(descriptor, start);
    return start[0] === 0x1f && start[1] === 0x8b;
  } finally {
    closeSync(descriptor);
  }
}

function textOf(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One line per fault, with the file's name before it when several were given. */
function printFaults(faults: readonly Fault[], prefix: string): void {
  for (const { path, message } of faults) console.error(`${prefix}${path}: ${message}`);
}

async function bill(file: string, prefix: string, alone: boolean): Promise<ExitCode> {
  const read = await readBundle(file);
  if (read.ok) {
    console.log(JSON.stringify(rate(read.bundle), null, alone ? 2 : 0));
    return exitCodes.well;
  }
  printFaults(read.faults, prefix);
  if (!alone) console.log('null');
  return exitCodes.unusable;
}

async function verify(file: string, prefix: string): Promise<ExitCode> {
  const read = await readBundle(file);
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

async function main([command, ...files]: readonly string[]): Promise<ExitCode> {
  if ((command !== 'bill' && command !== 'verify') || files.length === 0) {
    console.error(usage);
    return exitCodes.unusable;
  }
  const alone = files.length === 1;
  let worst: ExitCode = exitCodes.well;
  for (const file of files) {
    const prefix = alone ? '' : `${file}: `;
    const code = command === 'bill' ? await bill(file, prefix, alone) : await verify(file, prefix);
    if (code > worst) worst = code;
  }
  return worst;
}

process.exitCode = await main(process.argv.slice(2));
