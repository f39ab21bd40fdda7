import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseSessionFile } from '../../src/engine/sessionFile.ts';
import { toStepRecord } from '../../src/engine/stepRecord.ts';
import type { ToldSession } from './hostOrders.ts';

/** What the files of VS Code's storage lack of what was told, or have too much; and how many sessions were compared. */
export function compareSessions(dataFolder: string, toldFile: string): { readonly sessions: number; readonly faults: readonly string[] } {
  const told: readonly ToldSession[] = readFileSync(toldFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
  const files = new Map(sessionFilesBelow(dataFolder).map(path => [basename(path, '.jsonl'), path]));
  const ids = [...new Set(told.map(({ sessionId }) => sessionId))];
  const faults = ids.flatMap(id =>
    faultsOf(
      id,
      told.filter(({ sessionId }) => sessionId === id),
      files.get(id),
    ),
  );
  return { sessions: ids.length, faults };
}

function sessionFilesBelow(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter(file => /sessions[\\/][^\\/]+\.jsonl$/.test(file)).map(file => join(folder, file));
}

function faultsOf(id: string, told: readonly ToldSession[], file: string | undefined): string[] {
  const stored = file === undefined ? undefined : parseSessionFile(readFileSync(file, 'utf8'));
  if (!stored) return [`session ${id} has no readable file`];
  const steps = stored.nodes.flatMap(node => (node.kind === 'step' ? [toStepRecord(node)] : []));
  const answers = stored.nodes.flatMap(node => (node.kind === 'answer' ? [node.answer.text] : []));
  const lost = told.flatMap(run => run.answers).filter(text => !answers.includes(text));
  return [
    ...(stored.unreadableLines.length > 0 ? [`session ${id}: unreadable lines ${stored.unreadableLines.join(', ')}`] : []),
    ...(JSON.stringify(told.flatMap(run => run.steps)) === JSON.stringify(steps)
      ? []
      : [`session ${id}: its steps are not those that were told`]),
    ...lost.map(text => `session ${id} lacks the answer "${text.slice(0, 40)}"`),
  ];
}
