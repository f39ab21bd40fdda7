import { type Outlook, outlookOf } from '../engine/outlook.ts';
import { type QuestionSize, sizeOfNextQuestion } from '../engine/questionSize.ts';
import type { RunPlan } from '../engine/runEstimate.ts';
import { isPrivate } from '../model/baseUrl.ts';
import type { PageUi } from '../protocol/messages.ts';
import { contextSizeInUse } from './documentBudget.ts';
import type { ModelCatalogue } from './modelCatalogue.ts';
import type { RunController } from './runController.ts';
import { choicesOf } from './runStarts.ts';
import { limitsOf, type Settings } from './settingsSchema.ts';
import type { ShownBranch } from './shownBranch.ts';

/** Knows what the next question would send and come to. */
export class NextQuestion {
  private readonly runs: RunController;
  private readonly branch: ShownBranch;
  private readonly models: ModelCatalogue;
  private last: { readonly key: string; readonly nodes: unknown; readonly size: QuestionSize } | undefined;

  constructor(runs: RunController, branch: ShownBranch, models: ModelCatalogue) {
    this.runs = runs;
    this.branch = branch;
    this.models = models;
  }

  /** What the page shows of it. */
  describe(settings: Settings): Pick<PageUi, 'context' | 'outlook'> {
    const { tokens: used, scale } = this.size(settings);
    const size = contextSizeInUse(this.models, settings);
    const outlook = this.outlook(settings, 0);
    return { ...(size !== undefined && { context: { size, used, scale } }), ...(outlook && { outlook }) };
  }

  /** What a run about a question of so many tokens would come to, where that is much. */
  outlook(settings: Settings, questionTokens: number): Outlook | undefined {
    const { model, baseUrl, prices } = settings;
    const priced = { model, isLocal: baseUrl !== '' && isPrivate(baseUrl) };
    return outlookOf(this.plan(settings, questionTokens), priced, prices);
  }

  private plan(settings: Settings, questionTokens: number): RunPlan {
    const { strategy, preset } = settings;
    const promptTokens = this.size(settings).tokens + questionTokens;
    return { strategy, preset, limits: limitsOf(settings), promptTokens, contextSize: contextSizeInUse(this.models, settings) };
  }

  /** A long conversation is counted once, not at each change of what the page shows. */
  private size(settings: Settings): QuestionSize {
    const { nodes } = this.runs;
    const { place } = this.branch;
    const key = JSON.stringify([choicesOf(settings), place]);
    if (this.last?.key !== key || this.last.nodes !== nodes)
      this.last = { key, nodes, size: sizeOfNextQuestion(nodes, choicesOf(settings), place) };
    return this.last.size;
  }
}
