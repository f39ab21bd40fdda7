import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { type ReadStep, StepReader } from '../src/engine/reading/stepReader.ts';
import { inPieces, seeded } from './support/pieces.ts';
import { play } from './support/playRun.ts';
import { fixturesByClass, type ReplyFixture, readFixtures } from './support/replyFixtures.ts';
import { type Line, repeatingModel, stepReply } from './support/scriptedModel.ts';

const MOST_BYTES_FOR_EVERY_CUT = 4096;
const SEEDED_CUTS = 200;

const fixtures = readFixtures();
const classes = fixturesByClass(fixtures);
const textOf = ({ text, pieces }: ReplyFixture): string => text ?? pieces?.join('') ?? '';
const counted = { everyByte: 0, seeded: 0, pieces: 0 };

describe('The corpus of replies', () => {
  it('has at least 60, each with its origin, and no more than three of a class', () => {
    assert.ok(fixtures.length >= 60, String(fixtures.length));
    for (const [name, members] of classes) assert.ok(members.length <= 3, name);
    assert.deepEqual(
      fixtures.filter(({ origin }) => !origin),
      [],
    );
    assert.equal(new Set(fixtures.map(fixture => `${fixture.class}: ${fixture.name}`)).size, fixtures.length);
  });

  it('is no easy one: a naive reader fails at least 40', () => {
    const failed = fixtures.filter(fixture => !readNaively(textOf(fixture)));
    console.log(`      a naive reader fails ${failed.length} of ${fixtures.length} replies`);
    assert.ok(failed.length >= 40, String(failed.length));
    assert.ok(failed.length < fixtures.length, 'the naive reader reads nothing at all');
  });

  for (const [name, members] of classes) {
    describe(name, () => {
      for (const fixture of members) readsTheSame(fixture);
    });
  }

  after(() => {
    const cuts = `${counted.everyByte} cuts at every byte, ${counted.seeded} at seeded places, ${counted.pieces} in random pieces`;
    console.log(`      ${fixtures.length} replies in ${classes.size} classes; ${cuts}`);
  });
});

function readsTheSame(fixture: ReplyFixture): void {
  const text = textOf(fixture);
  const whole = read([text]);

  it(`${fixture.name}: is read, and no word is lost`, () => {
    const { title, content, nextAction, repaired } = whole.step;
    const { reasoning = '', ...step } = fixture.read;
    assert.deepEqual({ title, content, nextAction, repaired }, step);
    assert.equal(whole.reasoning, reasoning);
    const seen = `${title}\n${content}`;
    for (const word of fixture.words) assert.ok(seen.includes(word), word);
  });

  it(`${fixture.name}: is read the same in whatever pieces it comes`, () => {
    const bytes = new TextEncoder().encode(text);
    const cuts = bytes.length > MOST_BYTES_FOR_EVERY_CUT ? seededCuts(bytes.length) : bytes.keys();
    for (const at of cuts) {
      assert.deepEqual(read(decode([bytes.subarray(0, at), bytes.subarray(at)])), whole, `cut at byte ${at}`);
      counted[bytes.length > MOST_BYTES_FOR_EVERY_CUT ? 'seeded' : 'everyByte']++;
    }
    for (const pieces of [fixture.pieces ?? [], ...[1, 2, 3, 4, 5].map(seed => inPieces(text, seed))]) {
      if (pieces.length === 0) continue;
      assert.deepEqual(read(pieces), whole);
      counted.pieces++;
    }
  });

  it(`${fixture.name}: leaves a run whose deltas agree with its steps`, () => agreesInARun(fixture));
}

/** The step, and the deltas joined, which must agree with it. */
function read(pieces: readonly string[]): { readonly step: ReadStep; readonly reasoning: string } {
  const reader = new StepReader();
  const deltas = [...pieces.map(piece => reader.feed(piece)), reader.end()];
  const joined = (field: 'title' | 'content' | 'reasoning'): string => deltas.map(delta => delta[field] ?? '').join('');
  const step = reader.result();
  assert.deepEqual([joined('title'), joined('content')], [step.title, step.content]);
  return { step, reasoning: joined('reasoning') };
}

/** Plays the reply as the first of a run: what was shown since the last retry is the step, and no reasoning goes back. */
async function agreesInARun(fixture: ReplyFixture): Promise<void> {
  const thoughts = fixture.reasoning ?? [];
  const reply: readonly Line[] = [
    ...thoughts.map((text): Line => ({ type: 'reasoning', text })),
    ...(fixture.pieces ?? inPieces(textOf(fixture), 9, 40)),
    { type: 'finish', reason: fixture.finish },
  ];
  const model = repeatingModel((_request, index) => (index === 0 ? reply : [stepReply('Next', 'final_answer')]));
  const { events } = await play(model, { limits: { minSteps: 1, maxSteps: 2 } });
  const shown = new Map<number, { title: string; content: string }>();
  for (const event of events) {
    if (event.type === 'step-start' || event.type === 'step-retry') shown.set(event.index, { title: '', content: '' });
    const draft = 'index' in event && event.index !== undefined ? shown.get(event.index) : undefined;
    if (event.type === 'step-delta' && draft) {
      draft.title += event.title ?? '';
      draft.content += event.content ?? '';
    }
    if (event.type === 'step-end') {
      const { title, content } = event.step;
      assert.deepEqual(shown.get(event.step.index), { title, content });
    }
  }
  assert.equal(events.at(-1)?.type, 'run-end');
  const told = events.flatMap(event => (event.type === 'reasoning-delta' && event.index === 0 ? event.text : [])).join('');
  assert.equal(told, thoughts.join('') + (fixture.read.reasoning ?? ''));
  const sent = JSON.stringify(model.heard.map(({ messages }) => messages));
  for (const thought of [...thoughts, fixture.read.reasoning ?? ''])
    assert.ok(!thought || !sent.includes(JSON.stringify(thought).slice(1, -1)));
}

/** What a program does that trusts its model: strip fences, parse, and take the three keys. */
function readNaively(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text.trim().replace(/^```(?:json)?|```$/g, ''));
    return z.safeParse(z.object({ title: z.string(), content: z.string(), next_action: z.string() }), value).success;
  } catch {
    return false;
  }
}

/** What a wire gives: a character cut in two waits for its rest. */
function decode(parts: readonly Uint8Array[]): string[] {
  const decoder = new TextDecoder();
  return [...parts.map(part => decoder.decode(part, { stream: true })), decoder.decode()];
}

function seededCuts(length: number): number[] {
  const random = seeded(length);
  return Array.from({ length: SEEDED_CUTS }, () => Math.floor(random() * length));
}
