import { type ChatMessage, say } from '../chat.ts';
import { ModelError } from '../errors.ts';
import type { ReasoningEvent } from '../events.ts';
import type { Limits } from '../limits.ts';
import { Merge } from '../merge.ts';
import { type AnswerNode, leadOf, type Node, type StepNode } from '../node.ts';
import { brokenOff, type Deps, type reason } from '../reason.ts';
import type { RunSpec } from '../run.ts';
import { RunLedger } from '../runLedger.ts';
import type { NextAction } from '../step.ts';
import { toStepRecord } from '../stepRecord.ts';
import type { StopReason } from '../stop.ts';
import { type Called, type CallWait, callModel } from './callModel.ts';
import { dumps, isPythonObject, type PythonObject, type PythonValue, toText, typeName } from './pythonValue.ts';
import type { SeedProgram } from './seedProgram.ts';

/**
 * Plays one of the two programs as it was written: request by request what its own code sends, and shown when it shows it.
 * What we do otherwise: replies are streamed. It knows no wishes, and a run that was stopped is begun anew.
 */
export const reenact = (program: SeedProgram): typeof reason =>
  async function* (spec, nodes, deps) {
    const ledger = new RunLedger(spec, nodes, deps.clock, deps.before);
    yield { ...ledger.start(), limits: limitsOf(program) };
    try {
      yield* untilAborted(new SeedRun(program, spec, ledger, deps).play(), deps.signal);
    } catch (error) {
      yield brokenOff(error, ledger, deps.signal);
    }
  };

const limitsOf = ({ mostSteps, tokensPerStep, tokensForAnswer, temperature }: SeedProgram): Limits => ({
  minSteps: 1,
  maxSteps: mostSteps,
  maxTokensPerStep: tokensPerStep,
  maxTokensForAnswer: tokensForAnswer,
  // What the API says that it takes where none is sent.
  temperature: temperature ?? 1,
});

/** A model that hangs does not keep a stop waiting. */
async function* untilAborted(events: AsyncGenerator<ReasoningEvent, void>, signal: AbortSignal): AsyncGenerator<ReasoningEvent, void> {
  const merge = new Merge<ReasoningEvent, void>();
  merge.add('program', events);
  try {
    for (;;) {
      const said = await merge.next(signal);
      if ('error' in said) throw said.error;
      if (said.result.done) return;
      yield said.result.value;
    }
  } finally {
    merge.dropAll();
  }
}

/** A step that was made, and perhaps not shown yet. */
interface MadeStep {
  readonly node: StepNode;
  readonly startedAtMs: number;
  /** What the program would draw; it can draw text alone. */
  readonly content: PythonValue;
}

class SeedRun {
  private readonly program: SeedProgram;
  private readonly spec: RunSpec;
  private readonly ledger: RunLedger;
  private readonly deps: Deps;
  private readonly messages: ChatMessage[];
  private newest: string;

  constructor(program: SeedProgram, spec: RunSpec, ledger: RunLedger, deps: Deps) {
    this.program = program;
    this.spec = spec;
    this.ledger = ledger;
    this.deps = deps;
    this.messages = [...program.open(leadOf(ledger.pathTo(spec.from)))];
    this.newest = spec.from;
  }

  async *play(): AsyncGenerator<ReasoningEvent, void> {
    for (let number = 1; ; number++) {
      const { step, why } = yield* this.step(number);
      const isLate = why !== undefined && this.program.showsLastStepLate;
      if (!isLate) yield* this.show(step);
      if (why) return yield* this.answer(why, isLate ? step : undefined);
    }
  }

  private async *step(number: number): AsyncGenerator<ReasoningEvent, { readonly step: MadeStep; readonly why: StopReason | undefined }> {
    const { ledger, program, deps } = this;
    const [id, index, startedAtMs] = [ledger.nextId(), number - 1, deps.clock.now()];
    yield { type: 'step-start', index, node: id, parent: this.newest };
    const called = yield* this.call(program.tokensPerStep, false, wait => ({ type: 'step-retry', index, ...wait }));
    const data = this.objectOf(called.value);
    const title = toText(data.get('title') ?? program.defaults.title(number));
    const content = data.get('content') ?? (data.has('content') ? null : program.defaults.step);
    const nextAction: NextAction = data.get('next_action') === 'final_answer' ? 'final_answer' : 'continue';
    const written = dumps(data, program);
    this.messages.push(say('assistant', written));
    const durationMs = Math.round(deps.clock.now() - startedAtMs);
    const { attempts, reply, isReadable } = called;
    const step = { index, title, content: toText(content), nextAction, durationMs, attempts, repaired: !isReadable };
    const node: StepNode = {
      ...this.placeOf(id, `0/step/${index}`),
      kind: 'step',
      turn: { user: '', assistant: written },
      step: { ...step, usage: reply?.usage ?? {}, ...(reply && { finishReason: reply.finishReason }) },
    };
    this.newest = id;
    return { step: { node, startedAtMs, content }, why: this.reasonToEnd(called, nextAction, number) };
  }

  private reasonToEnd({ hasGivenUp }: Called, nextAction: NextAction, number: number): StopReason | undefined {
    if (hasGivenUp) return 'failed-steps';
    if (nextAction === 'final_answer') return 'answered';
    return number >= this.program.mostSteps ? 'step-limit' : undefined;
  }

  private async *show({ node, startedAtMs, content }: MadeStep): AsyncGenerator<ReasoningEvent, void> {
    this.drawable(content);
    const firstWordMs = Math.round(this.deps.clock.now() - startedAtMs);
    const shown: StepNode = { ...node, step: { ...node.step, firstWordMs } };
    const { index, title, content: text } = node.step;
    await this.keep(shown);
    if (title || text) yield { type: 'step-delta', index, ...(title && { title }), ...(text && { content: text }) };
    yield { type: 'step-end', step: toStepRecord(shown) };
  }

  private async *answer(why: StopReason, late: MadeStep | undefined): AsyncGenerator<ReasoningEvent, void> {
    const { ledger, program, deps } = this;
    this.messages.push(say('user', program.answerRequest));
    const [id, parent, startedAtMs] = [ledger.nextId(), this.newest, deps.clock.now()];
    if (!late) yield { type: 'answer-start', node: id, parent };
    const tell = (wait: CallWait): ReasoningEvent | undefined => (late ? undefined : { type: 'answer-retry', ...wait });
    const { value, reply, failure } = yield* this.call(program.tokensForAnswer, true, tell);
    const durationMs = Math.round(deps.clock.now() - startedAtMs);
    const data = this.objectOf(value);
    if (late) {
      yield* this.show(late);
      yield { type: 'answer-start', node: id, parent };
    }
    const text = this.drawable(data.get('content') ?? (data.has('content') ? null : program.defaults.answer));
    const answer = { text, durationMs, usage: reply?.usage ?? {}, ...(reply && { finishReason: reply.finishReason }) };
    const turn = { user: program.answerRequest, assistant: reply?.text ?? '' };
    const node: AnswerNode = { ...this.placeOf(id, '0/answer'), kind: 'answer', why, turn, answer };
    await this.keep(node);
    if (text) yield { type: 'answer-delta', text };
    yield { type: 'answer-end', ...answer };
    // The program shows its failure in the place of an answer; nobody is to take it for one.
    if (failure) throw failure;
    yield { type: 'run-end', stopReason: why, answer: text, answerNode: id, ...ledger.totals() };
  }

  private call(
    maxTokens: number,
    isAnswer: boolean,
    tell: (wait: CallWait) => ReasoningEvent | undefined,
  ): AsyncGenerator<ReasoningEvent, Called> {
    const { program, messages, deps, ledger } = this;
    const { format, temperature, exactly } = program;
    const request = { messages: [...messages], maxTokens, temperature, format, exactly };
    return callModel(program, { request, isAnswer }, { ...deps, meter: ledger.meter }, tell);
  }

  /** Both programs go on without a look at what they have read: where that is no object, they end. */
  private objectOf(value: PythonValue): PythonObject {
    if (isPythonObject(value)) return value;
    throw this.crash(value, 'get');
  }

  private drawable(content: PythonValue): string {
    if (typeof content === 'string') return content;
    throw this.crash(content, 'replace');
  }

  private crash(value: PythonValue, attribute: string): ModelError {
    const exception = `AttributeError: '${typeName(value)}' object has no attribute '${attribute}'`;
    return new ModelError('malformed', 'program-ended', { program: this.program.name, exception });
  }

  private placeOf(id: string, slot: string) {
    return { id, parent: this.newest, chain: 0, run: this.spec.id, slot };
  }

  private async keep(node: Node): Promise<void> {
    await this.deps.keep(node);
    this.ledger.add(node);
  }
}
