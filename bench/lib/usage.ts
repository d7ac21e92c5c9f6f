import { readFileSync } from 'node:fs';

/** What a process holds now, and the CPU that it has used since its start. */
export function usageOf(pid: number): { rssMb: number; cpuSeconds: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // Hundredths of a second: user and system, the 14th and 15th of the line.
  return {
    rssMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
    cpuSeconds: (Number(times[11]) + Number(times[12])) / 100,
  };
}
