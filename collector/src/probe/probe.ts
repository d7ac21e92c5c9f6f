import { systemClock } from '../clock.ts';
import type { CredentialsInput } from '../credentials.ts';
import { DeviceFailure, type FailureKind } from '../device-failure.ts';
import { openMiner } from '../miners.ts';
import { openMeter, openPdu } from '../readers.ts';
import { meterDocument, minerDocument, pduDocument, type ProbeDocument } from './document.ts';
import { prettyDocument } from './pretty.ts';
import { parseTarget, type Target, withoutSecrets } from './target.ts';

export const PROBE_USAGE = `usage: probe [--pretty] [--raw] [--secrets] URL...

  cgminer://HOST[:4028]   whatsminer3://HOST[:4433]   http://HOST[:PORT]
  snmp://COMMUNITY@HOST[:161][?version=1|2c]
  snmp3://USER@HOST[:161]?auth=sha256&authKey=..&priv=aes&privKey=..[&context=..]
  modbus://HOST[:502]?unit=1[&profile=eastron-sdm630][&framing=rtu]

Asks each device once and prints one JSON document a line, in order. Without a profile a PDU or meter is known by what it says of itself.
--pretty   tables for people      --raw   adds the device's own answers
--secrets  reads { "community", "user", "password", "auth", "authKey", "priv", "privKey" } as JSON from standard input;
           the same may stand in PROBE_CREDENTIALS
Exit 0 answered, 1 a device did not answer (timeout, refused, malformed, unsupported), 2 a URL can't be used.
`;

export type ProbeIo = {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly readStdin: () => Promise<string>;
  readonly credentials: string | undefined;
};

type Answer = { readonly document: ProbeDocument } | { readonly failure: { kind: FailureKind; message: string } };

/** The exit code of `probe`. */
export async function probe(args: readonly string[], io: ProbeIo): Promise<number> {
  const flags = args.filter((arg) => arg.startsWith('--'));
  const urls = args.filter((arg) => !arg.startsWith('--'));
  if (urls.length === 0 || flags.some((flag) => !['--pretty', '--raw', '--secrets'].includes(flag))) {
    io.err(PROBE_USAGE);
    return 2;
  }
  const targets: Target[] = [];
  try {
    const secrets = secretsIn(flags.includes('--secrets') ? await io.readStdin() : io.credentials);
    for (const url of urls) targets.push(usable(url, secrets));
  } catch (error) {
    io.err((error as Error).message);
    return 2;
  }
  const answers = targets.map((target) => ask(target, flags.includes('--raw')));
  let exitCode = 0;
  for (const [at, pending] of answers.entries()) {
    const answer = await pending;
    const url = withoutSecrets(urls[at] ?? '');
    if ('failure' in answer) {
      exitCode = 1;
      io.err(`${url}: ${answer.failure.message}`);
      io.out(JSON.stringify({ url, error: answer.failure }));
    } else io.out(flags.includes('--pretty') ? prettyDocument(answer.document) : JSON.stringify(answer.document));
  }
  return exitCode;
}

function usable(url: string, secrets: CredentialsInput): Target {
  try {
    return parseTarget(url, secrets);
  } catch (error) {
    throw new Error(`${withoutSecrets(url)} can't be used: ${(error as Error).message}`, { cause: error });
  }
}

function secretsIn(text: string | undefined): CredentialsInput {
  if (text === undefined || text.trim() === '') return {};
  try {
    return JSON.parse(text) as CredentialsInput;
  } catch {
    throw new Error('The secrets are no JSON.'); // without the parser's message, which quotes them
  }
}

/** `"Password"`, `"pass"`, `"stratumPassword"`, `"wifiPass"`, `"pwd"` and a text that is their value, or its beginning. */
const SECRET = /("[^"\\]*(?:pass(?:word|wd)?|pwd|secret|token)"\s*:\s*)"(?:[^"\\]|\\[\s\S])*"?/gi;
const USER_IN_URL = /(:\\?\/\\?\/)[^\s"/@]*:[^\s"/@]*@/g;

async function ask(target: Target, withRaw: boolean): Promise<Answer> {
  const raw: Record<string, string> = Object.create(null) as Record<string, string>;
  const observe = (what: string, answer: string) => {
    raw[what] = answer.replace(SECRET, '$1"***"').replace(USER_IN_URL, '$1***@');
  };
  try {
    const document = await read(target, observe);
    return { document: withRaw ? { ...document, raw } : document };
  } catch (error) {
    if (!(error instanceof DeviceFailure)) throw error;
    return { failure: { kind: error.kind, message: error.message } };
  }
}

async function read(target: Target, observe: (what: string, answer: string) => void): Promise<ProbeDocument> {
  const everything = { live: true, registers: true, detail: true };
  const { address } = target;
  if (target.kind === 'miner')
    return minerDocument(
      await openMiner(address, target.credentials, { clock: systemClock, only: target.protocol, observe }).read(),
    );
  if (target.kind === 'snmp') {
    const pdu = openPdu(address, target.profile, target.security, systemClock, observe);
    return pduDocument(await pdu.read(everything).finally(() => pdu.close()));
  }
  const meter = openMeter(address, target.profile, observe);
  return meterDocument(await meter.read(everything).finally(() => meter.close()));
}
