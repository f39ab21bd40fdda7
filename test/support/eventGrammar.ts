import type { ReasoningEvent, RunEnd, RunStart, StepRecord } from '../../src/engine/events.ts';
import { isEnding } from '../../src/engine/events.ts';

/** Reads JSON Lines; throws where a line is no JSON or the last one is not ended. */
export function parseEventLines(text: string): ReasoningEvent[] {
  if (text && !text.endsWith('\n')) throw new Error(`The last line is not ended: ${text.slice(-80)}`);
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line));
}

/** What is wrong with the events of one whole run by the contract's grammar, in the order in which it shows; empty where nothing is. */
export function findGrammarFaults(events: readonly ReasoningEvent[]): string[] {
  const grammar = new Grammar();
  for (const event of events) grammar.see(event);
  return grammar.end();
}

/** What was shown of a step or answer since its start or its last retry. */
interface OpenPart {
  readonly node: string;
  readonly index: number;
  title: string;
  content: string;
  retries: number;
}

class Grammar {
  private readonly faults: string[] = [];
  private start: RunStart | undefined;
  private step: OpenPart | undefined;
  private answer: OpenPart | undefined;
  private answerText: string | undefined;
  private stepsBegun = 0;
  private stepsDone = 0;
  private newestNode: string | undefined;
  private hasEnded = false;
  private position = 0;

  see(event: ReasoningEvent): void {
    this.check(event.type === 'run-start' ? !this.start : this.start !== undefined, 'run-start comes first, and once');
    this.check(!this.hasEnded, 'nothing comes after the ending');
    this.checkNumbers(event);
    this.follow(event);
    this.hasEnded ||= isEnding(event);
    this.position += 1;
  }

  end(): string[] {
    this.check(this.hasEnded, 'the last event is an ending');
    return this.faults;
  }

  private follow(event: ReasoningEvent): void {
    switch (event.type) {
      case 'run-start':
        this.start = event;
        return this.check(event.version === 1 && event.runId !== '', 'run-start tells version 1 and the run');
      case 'step-start':
        return this.startStep(event);
      case 'step-delta':
        return this.addToStep(event);
      case 'step-retry':
        return this.retryStep(event);
      case 'step-end':
        return this.endStep(event.step);
      case 'reasoning-delta':
        return this.check(
          event.index === undefined ? this.answer !== undefined : this.step?.index === event.index,
          'reasoning belongs to the step or answer that is open',
        );
      case 'answer-start':
        return this.startAnswer(event);
      case 'answer-delta':
      case 'answer-retry':
        return this.addToAnswer(event);
      case 'answer-end':
        return this.endAnswer(event.text);
      case 'run-end':
        return this.endRun(event);
      default:
        // Notices and what a later version adds may stand anywhere.
        return;
    }
  }

  private startStep({ index, node, parent }: Extract<ReasoningEvent, { type: 'step-start' }>): void {
    this.check(!this.step, 'a step begins when the one before is finished');
    this.check(index === this.stepsBegun, `steps are numbered in order: ${index} after ${this.stepsBegun - 1}`);
    this.check(this.newestNode === undefined || parent === this.newestNode, 'a step hangs on the newest node');
    this.step = { node, index, title: '', content: '', retries: 0 };
    this.stepsBegun += 1;
  }

  private addToStep({ index, title, content }: Extract<ReasoningEvent, { type: 'step-delta' }>): void {
    this.check(this.step?.index === index, 'a step-delta stands between start and end of its step');
    this.check(Boolean(title || content), 'a step-delta adds something');
    if (!this.step) return;
    this.step.title += title ?? '';
    this.step.content += content ?? '';
  }

  private retryStep({ index, attempt }: Extract<ReasoningEvent, { type: 'step-retry' }>): void {
    this.check(this.step?.index === index, 'a step-retry stands between start and end of its step');
    if (!this.step) return;
    const retries = this.step.retries + 1;
    this.check(attempt === retries, `attempts are counted from 1: ${attempt} is the number ${retries}`);
    this.step = { ...this.step, title: '', content: '', retries };
  }

  private endStep({ index, node, title, content, repaired, attempts, nextAction }: StepRecord): void {
    const shown = this.step;
    this.check(shown?.index === index && shown.node === node, 'a step-end ends the step that is open');
    this.check(attempts === (shown?.retries ?? 0) + 1, 'a step tells as many attempts as were made');
    this.check(nextAction === 'continue' || nextAction === 'final_answer', 'a step carries a decision');
    const asShown = shown?.title === title && shown.content === content;
    this.check(repaired || asShown, `the deltas of step ${index}, joined, are the step`);
    this.step = undefined;
    this.stepsDone += 1;
    this.newestNode = node;
  }

  private startAnswer({ node, parent }: Extract<ReasoningEvent, { type: 'answer-start' }>): void {
    this.check(!this.answer && this.answerText === undefined, 'there is one answer');
    this.check(this.newestNode === undefined || parent === this.newestNode, 'the answer hangs on the newest step');
    this.step = undefined;
    this.answer = { node, index: -1, title: '', content: '', retries: 0 };
  }

  private addToAnswer(event: Extract<ReasoningEvent, { type: 'answer-delta' | 'answer-retry' }>): void {
    this.check(this.answer !== undefined, `${event.type} stands between start and end of the answer`);
    if (this.answer) this.answer.content = event.type === 'answer-delta' ? this.answer.content + event.text : '';
  }

  private endAnswer(text: string): void {
    this.check(this.answer !== undefined, 'answer-end follows answer-start');
    this.check(this.answer?.content === text, 'the deltas of the answer, joined, are the answer');
    this.answer = undefined;
    this.answerText = text;
  }

  private endRun({ answer, answerNode, stopReason }: RunEnd): void {
    this.check(!this.step && !this.answer, 'a run ends when step and answer have ended');
    this.check(this.answerText === answer, 'run-end tells the answer');
    this.check(answerNode !== '', 'run-end names the node of the answer');
    const { strategy, limits } = this.start ?? {};
    if (strategy !== 'chain' || !limits) return;
    this.check(this.stepsDone <= limits.maxSteps, `no more than ${limits.maxSteps} steps: ${this.stepsDone}`);
    this.check(
      stopReason !== 'answered' || this.stepsDone >= limits.minSteps,
      `"answered" needs ${limits.minSteps} steps: ${this.stepsDone}`,
    );
  }

  /** Times are whole milliseconds, and counts are counts, however deep they stand. */
  private checkNumbers(event: ReasoningEvent): void {
    JSON.stringify(event, (name, value) => {
      const isCount = /Ms$|Tokens$|^(?:index|attempts?|requests)$/.test(name);
      this.check(!isCount || (Number.isInteger(value) && value >= 0), `${name} is a whole number: ${value}`);
      return value;
    });
  }

  private check(holds: boolean, rule: string): void {
    if (!holds) this.faults.push(`event ${this.position}: ${rule}`);
  }
}
