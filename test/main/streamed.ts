import type { RecordedRequest } from '../support/lab/recordingProxy.ts';
import type { ObservedLength } from './pageObserver.ts';

/** What a step must be like to tell streaming from its absence, and what it then must have shown. */
export interface StreamingBounds {
  /** Shorter steps come in too few pieces. */
  readonly fewestTokens: number;
  readonly fewestLengths: number;
}

/** What the page showed of one step, against what passed on the wire for it. */
export interface StreamedStep {
  readonly step: number;
  readonly tokens: number;
  /** The first character stood on the page before half of the bytes had passed. */
  readonly isEarly: boolean;
  /** Different lengths that the page showed before the last byte. */
  readonly lengths: number;
}

/** What was seen of each step while it was on its way. `requests` are the accepted ones, in order. */
export function streamedSteps(requests: readonly RecordedRequest[], observed: readonly ObservedLength[]): StreamedStep[] {
  return requests.map((request, at) => compare(at + 1, request, observed));
}

/** Whether a step was seen to stream. */
export const hasStreamed = ({ isEarly, lengths }: StreamedStep, { fewestLengths }: StreamingBounds): boolean =>
  isEarly && lengths >= fewestLengths;

function compare(step: number, { chunks }: RecordedRequest, observed: readonly ObservedLength[]): StreamedStep {
  const seen = observed.filter(({ step: of, length }) => of === step && length > 0);
  const endMs = chunks.at(-1)?.atMs ?? 0;
  const first = seen[0]?.atMs ?? Number.POSITIVE_INFINITY;
  const lengths = new Set(seen.filter(({ atMs }) => atMs < endMs).map(({ length }) => length)).size;
  return { step, tokens: completionTokens(chunks), isEarly: first < halfTimeMs(chunks), lengths };
}

/** When half of the bytes had passed. */
function halfTimeMs(chunks: RecordedRequest['chunks']): number {
  const half = chunks.reduce((sum, { text }) => sum + text.length, 0) / 2;
  let passed = 0;
  for (const { atMs, text } of chunks) {
    passed += text.length;
    if (passed >= half) return atMs;
  }
  return 0;
}

const completionTokens = (chunks: RecordedRequest['chunks']): number =>
  Number(/"completion_tokens":(\d+)/.exec(chunks.map(({ text }) => text).join(''))?.[1] ?? 0);
