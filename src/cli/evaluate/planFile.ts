import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { PRESET_NAMES } from '../../engine/limits.ts';
import { storedParts } from '../../engine/storedSchema.ts';
import type { Translate } from '../../engine/translate.ts';
import { type EvaluationPlan, findDifference } from '../../evaluation/plan.ts';
import { UsageError } from '../usageError.ts';
import { replaceFile } from './wholeFile.ts';

const count = z.int().check(z.minimum(1));
const planSchema = z.object({
  version: z.literal(1),
  model: z.string(),
  suites: z.array(z.object({ name: z.string(), questions: count, digest: z.string() })),
  strategies: z.array(z.string()).check(z.minLength(1)),
  samples: count,
  seed: z.int(),
  preset: z.enum(PRESET_NAMES),
  limits: storedParts.limits,
  language: z.enum(['auto', 'en', 'zh-cn']),
  stepFormat: z.exactOptional(z.enum(['json', 'text'])),
  shard: z.exactOptional(z.object({ index: count, count })),
});

/** The files of an evaluation's folder. */
export const filesIn = (folder: string) => ({
  plan: join(folder, 'plan.json'),
  results: join(folder, 'results.jsonl'),
  summary: join(folder, 'summary.json'),
  report: join(folder, 'report.html'),
  unfinished: join(folder, 'unfinished'),
});

/** Makes the folder one of this plan, if it is not yet. Throws `UsageError` where it holds results of another one. */
export function claimFolder(folder: string, plan: EvaluationPlan, t: Translate): void {
  const files = filesIn(folder);
  makeFolder(folder, t);
  if (!existsSync(files.plan)) {
    if (existsSync(files.results))
      throw new UsageError(t('{file} is there, but not the plan.json that belongs to it.', { file: files.results }));
    return replaceFile(files.plan, `${JSON.stringify(plan, undefined, 2)}\n`);
  }
  const difference = findDifference(plan, readPlan(folder, t), true);
  if (!difference) return;
  throw new UsageError(
    t('{folder} holds results of another evaluation: {what} is {there} there, and {here} here.', { folder, ...difference }),
    t('Give the same flags to go on with it, or another --out DIR.'),
  );
}

/** The plan of a folder with results. Throws `UsageError` where there is none that can be read. */
export function readPlan(folder: string, t: Translate): EvaluationPlan {
  const { plan: file } = filesIn(folder);
  if (!existsSync(file)) throw new UsageError(t('{file}: there is no such file.', { file }));
  const { data } = planSchema.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!data) throw new UsageError(t('{file} holds no plan of an evaluation that this version can read.', { file }));
  return data;
}

function makeFolder(folder: string, t: Translate): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(t('--out {folder}: it cannot be written: {reason}', { folder, reason }));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
