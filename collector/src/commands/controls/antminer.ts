import { type Entry, entryAt, list, text } from '../../drivers/answers.ts';
import type { HttpRequest } from '../../transports/http.ts';
import { askWithDigest, type DigestUser } from '../../transports/http-digest.ts';
import { parseTolerantly } from '../../transports/tolerant-json.ts';
import { type Ending, failed, refused, written } from '../ending.ts';
import { ALL_ACTIONS, type MinerControl } from './control.ts';
import { byStatus } from './http-write.ts';

/** Bitmain's stock firmware: its socket only reads, its web pages take the rest, as user `root`. */
const CGI = '/cgi-bin/';
const MODES = { PAUSE: '1', RESUME: '0' } as const;
/** Before the 19 series the same number means another mode. */
const SLEEPS = /antminer [a-z]?(19|2\d)/i;

export const antminerControl = (webPort: number): MinerControl => ({
  actions: ALL_ACTIONS,
  tell: async (wish) => {
    const { password, user } = wish.credentials;
    if (!password) return refused('its password is not known here');
    const page = pageOf(wish.host, webPort, { user: user ?? 'root', password });
    switch (wish.action) {
      case 'REBOOT':
        return page.write('reboot.cgi');
      case 'LOCATE':
        return page.write('blink.cgi', { blink: true });
      default:
        return setMode(page, MODES[wish.action]);
    }
  },
});

type Page = {
  read(name: string): Promise<Entry | undefined>;
  write(name: string, body?: object): Promise<Ending>;
};

function pageOf(host: string, port: number, who: DigestUser): Page {
  const ask = (request: Pick<HttpRequest, 'path' | 'body'>) => askWithDigest({ host, port, ...request }, who);
  return {
    read: async (name) => {
      const { status, text: answer } = await ask({ path: `${CGI}${name}` });
      return status === 200 ? entryAt({ answer: parseTolerantly(answer)?.value }, 'answer') : undefined;
    },
    write: (name, body) =>
      written(async () => {
        const answer = await ask({ path: `${CGI}${name}`, ...(body === undefined ? {} : { body }) });
        return answer.status === 401 ? failed('it does not take the user and password') : byStatus(answer);
      }),
  };
}

/** Sleep is a mode of its configuration, which is written as a whole: all else as it was read. */
async function setMode(page: Page, mode: string): Promise<Ending> {
  const model = text(await page.read('get_system_info.cgi'), 'minertype') ?? '';
  if (!SLEEPS.test(model)) return refused(`no sleep is known of ${model || 'its firmware'}`);
  const now = await page.read('get_miner_conf.cgi');
  const pools = list(now, 'pools').map((pool) => ({
    url: text(pool, 'url') ?? '',
    user: text(pool, 'user') ?? '',
    pass: text(pool, 'pass') ?? '',
  }));
  if (text(now, 'bitmain-work-mode') === null || pools.length === 0)
    return refused('its configuration is not one that we know');
  return page.write('set_miner_conf.cgi', {
    'bitmain-fan-ctrl': now?.['bitmain-fan-ctrl'] ?? false,
    'bitmain-fan-pwm': text(now, 'bitmain-fan-pwm') ?? '100',
    'freq-level': text(now, 'bitmain-freq-level') ?? '100',
    'miner-mode': mode,
    pools,
  });
}
