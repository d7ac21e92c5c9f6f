// Programs that nobody here wrote: what our protocols and files are held against where they are installed.
const programs = ['snmpget', 'snmpd', 'snmpsim', 'pymodbus', 'pdftotext'];

/**
 * A line for each program, by the tests that name it.
 * @param {readonly import('./vitest.mjs').Timed[]} tests
 */
export function saidOfOthers(tests) {
  return programs.flatMap((program) => {
    const naming = tests.filter(({ name }) => new RegExp(`\\b${program}\\b`).test(name));
    if (naming.length === 0) return [];
    const ran = naming.filter((test) => test.ran).length;
    return [ran === 0 ? `NOT RUN against ${program}, which is not installed` : `ran against ${program}: ${ran} tests`];
  });
}
