import type { ChainEvent, ReasoningEvent, RunEnd, RunStart, Tally, ValueOfNode } from '../../src/engine/events.ts';
import { isEnding, isOfChain } from '../../src/engine/events.ts';

/** Reads JSON Lines; throws where a line is no JSON or the last one is not ended. */
export function parseEventLines(text: string): ReasoningEvent[] {
  if (text && !text.endsWith('\n')) throw new Error(`The last line is not ended: ${text.slice(-80)}`);
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line));
}

/**
 * What is wrong with the events of one whole run by the contract's grammar, in the order in which it shows; empty where nothing is.
 * `goesOn`: the run was taken up again, or goes on from steps of another, so that its first step need not be number 0.
 */
export function findGrammarFaults(events: readonly ReasoningEvent[], { goesOn = false } = {}): string[] {
  const grammar = new Grammar(goesOn);
  for (const event of events) grammar.see(event);
  return grammar.end();
}

type EventOf<T extends ReasoningEvent['type']> = Extract<ReasoningEvent, { type: T }>;

/** What was shown of a step or answer since its start or its last retry. */
interface OpenPart {
  readonly node: string;
  readonly parent: string;
  readonly index: number;
  title: string;
  content: string;
  retries: number;
}

/** One chain of a run as far as it has been told. */
interface ChainSoFar {
  step: OpenPart | undefined;
  answer: OpenPart | undefined;
  newestNode: string | undefined;
  /** Its answer, once that is finished. */
  text: string | undefined;
}

class Grammar {
  private readonly faults: string[] = [];
  private readonly goesOn: boolean;
  private start: RunStart | undefined;
  private readonly chains = new Map<number, ChainSoFar>();
  /** Index by node, of every step that is finished. */
  private readonly steps = new Map<string, number>();
  /** Of every answer that is finished, and what it hangs on. */
  private readonly answers = new Map<string, { readonly text: string; readonly parent: string }>();
  private hasEnded = false;
  private position = 0;

  constructor(goesOn: boolean) {
    this.goesOn = goesOn;
  }

  see(event: ReasoningEvent): void {
    this.check(event.type === 'run-start' ? !this.start : this.start !== undefined, 'run-start comes first, and once');
    this.check(!this.hasEnded, 'nothing comes after the ending');
    this.checkNumbers(event);
    if (isOfChain(event)) this.followChain(event, this.chain(event.chain));
    else this.follow(event);
    this.hasEnded ||= isEnding(event);
    this.position += 1;
  }

  end(): string[] {
    this.check(this.hasEnded, 'the last event is an ending');
    return this.faults;
  }

  private chain(number = 0): ChainSoFar {
    const chain = this.chains.get(number) ?? { step: undefined, answer: undefined, newestNode: undefined, text: undefined };
    this.chains.set(number, chain);
    return chain;
  }

  private follow(event: Exclude<ReasoningEvent, ChainEvent>): void {
    switch (event.type) {
      case 'run-start':
        this.start = event;
        return this.check(event.version === 1 && event.runId !== '', 'run-start tells version 1 and the run');
      case 'tally':
        return this.seeTally(event);
      case 'value':
        return this.seeValue(event);
      case 'run-end':
        return this.endRun(event);
      default:
        // Notices and what a later version adds may stand anywhere.
        return;
    }
  }

  private followChain(event: ChainEvent, chain: ChainSoFar): void {
    this.check(event.chain !== 0, 'the first chain is not named');
    switch (event.type) {
      case 'step-start':
        return this.startStep(event, chain);
      case 'step-delta':
        return this.addToStep(event, chain);
      case 'step-retry':
        return this.retryStep(event, chain);
      case 'step-end':
        return this.endStep(event, chain);
      case 'reasoning-delta':
        return this.check(
          event.index === undefined ? chain.answer !== undefined : chain.step?.index === event.index,
          'reasoning belongs to the step or answer that is open',
        );
      case 'answer-start':
        return this.startAnswer(event, chain);
      case 'answer-delta':
      case 'answer-retry':
        return this.addToAnswer(event, chain);
      case 'answer-end':
        return this.endAnswer(event, chain);
    }
  }

  private startStep({ index, node, parent }: EventOf<'step-start'>, chain: ChainSoFar): void {
    this.check(!chain.step, 'a step begins when the one before in its chain is finished');
    this.check(chain.text === undefined, 'no step follows the answer of its chain');
    this.check(chain.newestNode === undefined || parent === chain.newestNode, 'a step hangs on the newest node of its chain');
    const before = this.steps.get(parent);
    const follows = before === undefined ? index === 0 || this.goesOn : index === before + 1;
    this.check(follows, `steps are numbered in order: ${index} after ${before ?? 'none'}`);
    chain.step = { node, parent, index, title: '', content: '', retries: 0 };
  }

  private addToStep({ index, title, content }: EventOf<'step-delta'>, { step }: ChainSoFar): void {
    this.check(step?.index === index, 'a step-delta stands between start and end of its step');
    this.check(Boolean(title || content), 'a step-delta adds something');
    if (!step) return;
    step.title += title ?? '';
    step.content += content ?? '';
  }

  private retryStep({ index, attempt }: EventOf<'step-retry'>, chain: ChainSoFar): void {
    this.check(chain.step?.index === index, 'a step-retry stands between start and end of its step');
    if (!chain.step) return;
    const retries = chain.step.retries + 1;
    this.check(attempt === retries, `attempts are counted from 1: ${attempt} is the number ${retries}`);
    chain.step = { ...chain.step, title: '', content: '', retries };
  }

  private endStep({ step: { index, node, title, content, repaired, attempts, nextAction } }: EventOf<'step-end'>, chain: ChainSoFar): void {
    const shown = chain.step;
    this.check(shown?.index === index && shown.node === node, 'a step-end ends the step that is open');
    // A step that came with the reply of the one before took no request.
    const isFurther = this.start?.strategy === 'single-pass' && attempts === 0 && shown?.retries === 0;
    this.check(isFurther || attempts === (shown?.retries ?? 0) + 1, `a step tells as many attempts as were made: ${attempts}`);
    this.check(nextAction === 'continue' || nextAction === 'final_answer', 'a step carries a decision');
    const asShown = shown?.title === title && shown.content === content;
    this.check(repaired || asShown, `the deltas of step ${index}, joined, are the step`);
    chain.step = undefined;
    chain.newestNode = node;
    this.steps.set(node, index);
  }

  private startAnswer({ node, parent }: EventOf<'answer-start'>, chain: ChainSoFar): void {
    this.check(!chain.answer && chain.text === undefined, 'a chain has one answer');
    this.check(chain.newestNode === undefined || parent === chain.newestNode, 'the answer hangs on the newest step of its chain');
    chain.step = undefined;
    chain.answer = { node, parent, index: -1, title: '', content: '', retries: 0 };
  }

  private addToAnswer(event: EventOf<'answer-delta' | 'answer-retry'>, { answer }: ChainSoFar): void {
    this.check(answer !== undefined, `${event.type} stands between start and end of the answer`);
    if (answer) answer.content = event.type === 'answer-delta' ? answer.content + event.text : '';
  }

  private endAnswer({ text }: EventOf<'answer-end'>, chain: ChainSoFar): void {
    this.check(chain.answer !== undefined, 'answer-end follows answer-start');
    this.check(chain.answer?.content === text, 'the deltas of the answer, joined, are the answer');
    if (chain.answer) this.answers.set(chain.answer.node, { text, parent: chain.answer.parent });
    chain.answer = undefined;
    chain.text = text;
  }

  /** Of a run that goes on the answers may have been told before. */
  private seeTally({ answers }: Tally): void {
    const chains = answers.flatMap(answer => answer.chains);
    this.check(chains.length > 0 && new Set(chains).size === chains.length, 'a tally names each chain once');
    const hasAnswer = (chain: number) => this.goesOn || this.chains.get(chain)?.text !== undefined;
    this.check(chains.every(hasAnswer), 'a tally names chains that have their answer');
    const sizes = answers.filter(({ text }) => text).map(answer => answer.chains.length);
    this.check(
      sizes.every((size, place) => place === 0 || size <= (sizes[place - 1] ?? 0)),
      'a tally begins with the most frequent answer',
    );
  }

  private seeValue({ node, visits, value }: ValueOfNode): void {
    this.check(this.goesOn || this.steps.has(node), 'a value is that of a step that is finished');
    this.check(Number.isInteger(visits) && visits >= 1 && value >= 0 && value <= 1, 'visits are counted, and a value is a share');
  }

  private endRun({ answer, answerNode, stopReason }: RunEnd): void {
    this.check(answerNode !== '', 'run-end names the node of the answer');
    const told = this.answers.get(answerNode) ?? [...this.answers.values()].find(({ text }) => text === answer);
    this.check(told?.text === answer || this.goesOn, 'run-end tells an answer that was finished');
    if (this.chains.size <= 1) this.check(!this.chain().step && !this.chain().answer, 'a run ends when step and answer have ended');
    const { strategy, limits } = this.start ?? {};
    if (!told || strategy === 'direct' || !limits || this.goesOn) return;
    const steps = (this.steps.get(told.parent) ?? -1) + 1;
    this.check(steps <= limits.maxSteps, `no more than ${limits.maxSteps} steps: ${steps}`);
    this.check(stopReason !== 'answered' || steps >= limits.minSteps, `"answered" needs ${limits.minSteps} steps: ${steps}`);
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
