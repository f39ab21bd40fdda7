import { reason } from '../../src/engine/reason.ts';
import { SessionArchive } from '../../src/extension/sessionArchive.ts';
import { begunRun, depsOf, SESSION_ID, scriptUntil, windowOn } from './killedRun.ts';

/** A process that thinks and keeps what it thinks as the extension does, until its model falls silent: it waits there to be killed. */
async function main([folder = '', stepCount = '']: readonly string[]): Promise<void> {
  const archive = new SessionArchive(windowOn(folder, new Map(), 'killed'));
  const { spec, opening } = begunRun();
  await archive.keep(SESSION_ID, { record: 'run', spec });
  await archive.keep(SESSION_ID, { record: 'node', node: opening });
  const model = scriptUntil(Number(stepCount), () => process.stdout.write('silent\n'));
  for await (const _event of reason(
    spec,
    [opening],
    depsOf(model, node => archive.keep(SESSION_ID, { record: 'node', node })),
  ));
}

void main(process.argv.slice(2));
setInterval(() => {}, 1000);
