import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reason } from '../src/engine/reason.ts';
import { emptySession, reduceSession, totalsOf } from '../src/engine/session.ts';
import type { SessionContent } from '../src/extension/runController.ts';
import { SessionArchive, type ShownSession } from '../src/extension/sessionArchive.ts';
import type { SessionProblem } from '../src/extension/sessionProblems.ts';
import { begunRun, depsOf, SESSION_ID, scriptFrom, windowOn } from './support/killedRun.ts';

const STEPS = 4;

describe('A run whose process is killed', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwise-killed-'));
  });
  afterEach(() => rm(folder, { recursive: true, maxRetries: 5 }));

  /** Lets a process think so many steps and kills it while it waits for the next word. Gives its number. */
  async function thinkAndKill(steps: number): Promise<number> {
    const program = join(import.meta.dirname, 'support/thinkingProgram.ts');
    const child = spawn(process.execPath, ['--import=tsx', program, folder, String(steps)], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    return child.pid ?? 0;
  }

  /** The requests of the whole run, undisturbed. */
  async function undisturbed(): Promise<string[]> {
    const { spec, opening } = begunRun();
    const model = scriptFrom(0);
    for await (const _event of reason(
      spec,
      [opening],
      depsOf(model, async () => {}),
    ));
    return model.heard.map(request => JSON.stringify(request));
  }

  it('is there again to its last step, and goes on to the letter, wherever it was killed', async () => {
    const whole = await undisturbed();
    for (let steps = 1; steps <= STEPS; steps++) {
      const pid = await thinkAndKill(steps);
      const told: SessionProblem[] = [];
      // What VS Code remembers was lost with the process.
      const archive = new SessionArchive(windowOn(folder, new Map(), 'next', problem => told.push(problem)));
      const shown = shownSession();
      await archive.restoreInto(shown);
      const [run] = shown.session.runs;
      const spec = shown.content?.specs[0];
      assert.ok(run && spec && shown.content);
      assert.deepEqual([shown.session.id, run.status, run.steps.length], [SESSION_ID, 'interrupted', steps]);
      assert.equal(await archive.claim(shown), true, `The lock of the dead process ${pid} is taken over.`);
      assert.equal(JSON.parse(await readFile(join(folder, 'sessions', `${SESSION_ID}.lock`), 'utf8')).window, 'next');

      const model = scriptFrom(steps);
      const deps = depsOf(model, node => archive.keep(SESSION_ID, { record: 'node', node }));
      const events = [];
      for await (const event of reason(spec, shown.content.nodes, { ...deps, before: { spent: totalsOf(run) } })) events.push(event);
      assert.deepEqual(
        model.heard.map(request => JSON.stringify(request)),
        whole.slice(steps),
      );
      const { runs } = events.reduce(reduceSession, shown.session);
      assert.deepEqual([runs.length, runs[0]?.status, runs[0]?.requests, runs[0]?.answer?.text], [1, 'answered', whole.length, 'Because.']);
      assert.deepEqual(told, []);
      archive.dispose();
      await rm(join(folder, 'sessions'), { recursive: true, maxRetries: 5 });
    }
    process.stdout.write(`      Killed after ${STEPS} different steps; requests compared: ${(STEPS * (STEPS + 1)) / 2}.\n`);
  });
});

interface Shown extends ShownSession {
  content: SessionContent | undefined;
}

function shownSession(): Shown {
  const shown: Shown = {
    session: emptySession('new'),
    content: undefined,
    restore: content => Object.assign(shown, { content, session: content.session }),
    open: async content => void Object.assign(shown, { content, session: content.session }),
    refresh: content => Object.assign(shown, { content, session: content.session }),
  };
  return shown;
}
