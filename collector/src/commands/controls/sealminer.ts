import { decodeAnswer, list, text } from '../../drivers/answers.ts';
import { askCgminer } from '../../transports/cgminer.ts';
import { done, type Ending, written } from '../ending.ts';
import { askCgminerWith, endingOf, writeCgminer } from './cgminer-write.ts';
import { ALL_ACTIONS, type MinerControl, type Wish } from './control.ts';
import { writeSignedIn } from './http-write.ts';

/** Bitdeer's web pages, as the open asic-rs tells them: who signs in may reboot and light the lamp. */
function tellPages(wish: Wish, port: number): Promise<Ending> {
  return wish.action === 'REBOOT'
    ? writeSignedIn(wish, { port, path: '/cgi-bin/reboot.php' })
    : writeSignedIn(wish, { port, path: '/cgi-bin/led_conf.php', body: { key: 'led', value: 'on' } });
}

/** Its program on port 4028 sleeps by `suspend`, and mines again after a restart of itself. */
export const sealminerControl = (webPort: number): MinerControl => ({
  actions: ALL_ACTIONS,
  tell: (wish) => {
    if (wish.action === 'PAUSE') return writeCgminer(wish.host, wish.port, 'ascset', '0,suspend');
    if (wish.action === 'RESUME') return resume(wish);
    return tellPages(wish, webPort);
  },
});

export const sealminerPagesControl: MinerControl = {
  actions: ['REBOOT', 'LOCATE'],
  tell: (wish) => tellPages(wish, wish.port),
};

/** One that runs is left running. */
async function resume({ host, port }: Wish): Promise<Ending> {
  const stats = await askCgminerWith(host, port, 'stats');
  if (list(stats, 'STATS').some((entry) => /^running$/i.test(text(entry, 'PM State') ?? ''))) return done;
  return written(async () => {
    const answer = await askCgminer(host, port, 'restart');
    // cgminer says this one word, without a status, and not as JSON has it.
    return /\bRESTART\b/i.test(answer) ? done : endingOf(decodeAnswer('restart', answer)?.get('restart'));
  });
}
