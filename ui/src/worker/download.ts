import type { CallProgress } from './calls.ts';

/** A file fetched and unzipped. `sha256` (hex) is null where the browser offers no hashing: outside of https and loopback. */
export type Download =
  | { readonly kind: 'file'; readonly bytes: Uint8Array<ArrayBuffer>; readonly sha256: string | null }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unavailable'; readonly status: number | null };

/** Fetches a gzipped file of this origin, as the signed-in viewer; stops as soon as more than `limitBytes` come out of it. */
export async function downloadGzip(
  url: string,
  limitBytes: number,
  report: (progress: CallProgress) => void,
): Promise<Download> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin' });
  } catch {
    return { kind: 'unavailable', status: null }; // no answer at all: the link is down
  }
  if (!response.ok || !response.body) return { kind: 'unavailable', status: response.status };
  const total = Number(response.headers.get('content-length')) || null;
  let done = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        done += chunk.byteLength;
        report({ step: 'fetch', done, total });
        controller.enqueue(chunk);
      },
    }),
  );
  const bytes = await collect(counted.pipeThrough(new DecompressionStream('gzip')), limitBytes);
  return bytes ? { kind: 'file', bytes, sha256: await sha256Of(bytes) } : { kind: 'too-large' };
}

/** All bytes in one piece; null when there are more than the limit. */
async function collect(
  stream: ReadableStream<Uint8Array>,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > limitBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(next.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
