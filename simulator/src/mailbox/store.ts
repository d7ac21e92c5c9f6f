import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMail, type Mail } from './mail.ts';

const MAX_MAILS = 500;
/** Of all mails together: a mailbox for a demo, not an archive. */
const MAX_BYTES = 64 * 1024 * 1024;
/** `<milliseconds>-<random>.eml`: sorts by arrival, and no name in a mail ever becomes a path. */
const FILE_NAME = /^(\d{13})-[0-9a-f]{8}\.eml$/;

/** The mails that arrived, newest first; in a folder too, if there is one. The oldest make room. */
export class MailStore {
  readonly #folder: string | null;
  readonly #mails: Mail[] = [];

  private constructor(folder: string | null) {
    this.#folder = folder;
  }

  static async open(folder: string | null): Promise<MailStore> {
    const store = new MailStore(folder);
    if (folder) await store.#load(folder);
    return store;
  }

  get mails(): readonly Mail[] {
    return this.#mails;
  }

  find(id: string): Mail | null {
    return this.#mails.find((mail) => mail.id === id) ?? null;
  }

  async add(raw: Buffer, receivedMs: number): Promise<Mail> {
    const id = `${String(receivedMs).padStart(13, '0')}-${randomBytes(4).toString('hex')}`;
    const mail = await readMail(id, new Date(receivedMs).toISOString(), raw);
    if (this.#folder) {
      const path = join(this.#folder, `${id}.eml`);
      await writeFile(`${path}.new`, raw, { mode: 0o600 });
      await rename(`${path}.new`, path);
    }
    this.#mails.unshift(mail);
    await this.#makeRoom();
    return mail;
  }

  async clear(): Promise<void> {
    await Promise.all(this.#mails.splice(0).map((mail) => this.#forget(mail)));
  }

  async #load(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(folder)).filter((name) => FILE_NAME.test(name)).sort();
    for (const name of names.slice(-MAX_MAILS)) {
      const receivedMs = Number(FILE_NAME.exec(name)?.[1]);
      const raw = await readFile(join(folder, name));
      this.#mails.unshift(await readMail(name.slice(0, -'.eml'.length), new Date(receivedMs).toISOString(), raw));
    }
    await this.#makeRoom();
  }

  async #makeRoom(): Promise<void> {
    let bytes = this.#mails.reduce((total, mail) => total + mail.rawBytes, 0);
    while (this.#mails.length > MAX_MAILS || bytes > MAX_BYTES) {
      const oldest = this.#mails.pop();
      if (!oldest) return;
      bytes -= oldest.rawBytes;
      await this.#forget(oldest);
    }
  }

  async #forget({ id }: Mail): Promise<void> {
    if (this.#folder) await rm(join(this.#folder, `${id}.eml`), { force: true });
  }
}
