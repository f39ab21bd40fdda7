import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeStep } from '../../src/engine/step.ts';
import { parseEventLines } from '../support/eventGrammar.ts';
import { type HostileString, harmlessTwin, hostileStrings, isHuge, lengthOf, textOf } from '../support/hostile.ts';
import { type BuiltProgram, buildProgram, type RunningProgram, type StartOptions } from '../support/program.ts';
import { type Reply, sse } from '../support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';
import { findTerminalCodes } from '../support/terminalCodes.ts';

const LONGEST_HANG_MS = 1000;
/** Other suites may be at work on the same two cores. */
const MOST_TRIES = 4;
const CHUNK_LENGTH = 64 * 1024;
const LONGEST_TITLE = 1_000_000;

/** Each way of printing. */
const FORMS: Readonly<Record<string, { readonly args: readonly string[]; readonly options: StartOptions }>> = {
  'into a pipe': { args: [], options: {} },
  'on a terminal': { args: [], options: { onTerminal: true } },
  'as JSON': { args: ['--json'], options: {} },
  'as Markdown': { args: ['--markdown'], options: {} },
};

/** One string shown by one run of the program. */
interface Printing {
  readonly one: HostileString;
  readonly form: string;
  readonly run: RunningProgram;
  /** From one request to the next; where that took long, less what as much harmless text takes at the same moment. */
  readonly ms: number;
}

/** Short strings are quickly printed in every form; each of the huge ones needs the machine for itself to be timed. */
export function printHostileStrings(suite: Mocha.Suite, which: 'short' | 'huge'): void {
  suite.timeout(240_000);
  let program: BuiltProgram;
  let server: ScriptedServer;
  const faulty = new Set<HostileString>();
  const strings = hostileStrings.filter(one => isHuge(one) === (which === 'huge'));

  before(async () => {
    program = await buildProgram();
  });
  after(async () => {
    await program.remove();
    console.log(`      hostile strings: ${strings.length - faulty.size} of ${strings.length} ${which} ones on the console`);
  });
  beforeEach(async () => {
    server = await startScriptedServer();
    server.route('/v1/models', { body: { data: [{ id: 'small' }] } });
    server.route('/props', { status: 404, body: {} });
  });
  afterEach(() => server.close());

  const start = (form: string, ...more: readonly string[]): RunningProgram => {
    const { args, options } = FORMS[form] ?? { args: [], options: {} };
    return program.start(['ask', 'Why?', '--base-url', server.baseUrl, '--model', 'small', ...args, ...more], options);
  };
  const chats = () => server.requests.filter(({ path }) => path.endsWith('/chat/completions'));

  /** All of them in one run, each as the title and the content of a step. */
  async function printAsSteps(form: string, printed: readonly HostileString[]): Promise<readonly Printing[]> {
    const before = chats().length;
    server.script(...printed.map(toReply), sse(['Done.']));
    const count = String(printed.length);
    const limits = ['--min-steps', count, '--max-steps', count, '--max-tokens-per-step', '4000000'];
    const run = start(form, ...limits);
    assert.equal(await run.ended, 0, run.stderr);
    const times = chats()
      .slice(before)
      .map(({ atMs }) => atMs);
    return printed.map((one, place) => ({ one, form, run, ms: (times[place + 1] ?? Number.NaN) - (times[place] ?? Number.NaN) }));
  }

  function faultsOf({ one, form, run, ms }: Printing): string[] {
    const codes = [...findTerminalCodes(run.stdout, form === 'on a terminal'), ...findTerminalCodes(run.stderr, form === 'on a terminal')];
    const shown = form === 'as JSON' ? JSON.stringify(parseEventLines(run.stdout)) : run.stdout;
    const faults = [
      ...[...new Set(codes)].map(code => `prints ${code}`),
      ...(shown.includes(one.word) ? [] : ['is not seen']),
      ...(ms <= LONGEST_HANG_MS ? [] : [`hung for ${Math.round(ms)} ms`]),
    ];
    if (faults.length > 0) faulty.add(one);
    return faults.map(fault => `${one.class}, ${one.id}, ${form}: ${fault}`);
  }

  async function printPatiently(form: string, printed: readonly HostileString[]): Promise<readonly Printing[]> {
    let printings = await printAsSteps(form, printed);
    for (let tries = 1; tries < MOST_TRIES && printings.some(isSlow); tries++) {
      const again = await printAsSteps(
        form,
        printings.filter(isSlow).map(({ one }) => one),
      );
      printings = printings.map(printing => again.find(({ one }) => one === printing.one) ?? printing);
    }
    return Promise.all(printings.map(async printing => (isSlow(printing) ? withoutHarmless(printing) : printing)));
  }

  /** Ten megabytes take their time on a busy machine, whatever stands in them. */
  async function withoutHarmless(printing: Printing): Promise<Printing> {
    const { one, form, ms } = printing;
    const [plain] = await printAsSteps(form, [harmlessTwin(one)]);
    return { ...printing, ms: ms - (plain?.ms ?? 0) };
  }

  if (which === 'short') printInEveryForm();
  else printOneByOne();

  function printInEveryForm(): void {
    for (const form of Object.keys(FORMS)) {
      it(`steers no terminal, stops nothing and hides nothing ${form}`, async () => {
        assert.deepEqual((await printPatiently(form, strings)).flatMap(faultsOf), []);
      });
    }
  }

  function printOneByOne(): void {
    const withCodes = strings.filter(one => findTerminalCodes(textOf(one)).length > 0);
    for (const [form, chosen] of [
      ['into a pipe', strings],
      ['as JSON', withCodes],
    ] as const) {
      it(`steers no terminal, stops nothing and hides nothing ${form}: ${chosen.length} huge ones`, async () => {
        const faults: string[] = [];
        for (const one of chosen) faults.push(...(await printPatiently(form, [one])).flatMap(faultsOf));
        assert.deepEqual(faults, []);
      });
    }
  }

  it('would be noticed: a program that hands its model’s words on steers the terminal', () => {
    const steering = hostileStrings.map(textOf).filter(text => findTerminalCodes(text).length > 0);
    const { stdout } = spawnSync(process.execPath, ['-e', `process.stdout.write(${JSON.stringify(steering[0])})`], { encoding: 'utf8' });
    assert.ok(findTerminalCodes(stdout).length > 0);
    assert.ok(steering.length >= 40, String(steering.length));
  });

  it('would be noticed: a program that is busy for more than a second', async () => {
    const pause = LONGEST_HANG_MS + 100;
    server.script(sse(['{"title":"Look","content":"Slow', pause, 'ly.","next_action":"continue"}']), sse(['Done.']));
    const run = start('into a pipe', '--min-steps', '1', '--max-steps', '1');
    assert.equal(await run.ended, 0);
    const [first, second] = chats();
    assert.ok(first && second && second.atMs - first.atMs > LONGEST_HANG_MS);
  });
}

/** Of the longest the content alone, because a title of megabytes is shown once more below. */
function toReply(one: HostileString): Reply {
  const text = textOf(one);
  const title = lengthOf(one) > LONGEST_TITLE ? 'A title' : text;
  return sse(cut(writeStep({ title, content: text, nextAction: 'continue' }), CHUNK_LENGTH));
}

const isSlow = ({ ms }: Printing): boolean => !(ms <= LONGEST_HANG_MS);

function cut(text: string, length: number): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, place) => text.slice(place * length, (place + 1) * length));
}
