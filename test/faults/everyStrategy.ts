import assert from 'node:assert/strict';
import { type ErrorCause, ModelError, type ModelErrorKind } from '../../src/engine/errors.ts';
import { STRATEGIES } from '../../src/engine/strategies/index.ts';
import { findGrammarFaults } from '../support/eventGrammar.ts';
import { assertGoesOn, assertKept, assertWellEnded, readBack } from '../support/strategyChecks.ts';
import { beginScene, goOn, type Part, type Stand } from '../support/strategyRuns.ts';
import { type HeardRequest, SCENES, type Scene, type SceneModel, sceneModel } from '../support/strategyScenes.ts';

const CONCURRENCIES = [1, 3];
const WAITS_MS = [1000, 2000];
const REMARK = 'Mind the empty list.';

/** What was played, for the line at the end. */
const counted = { stops: 0, kills: 0, faults: 0, wishes: 0, pauses: 0, remarks: 0 };

interface Fault {
  readonly name: string;
  readonly kind: ModelErrorKind;
  readonly cause: ErrorCause;
  readonly tries: 1 | 3;
}

const FAULTS: readonly Fault[] = [
  { name: 'a refused key', kind: 'auth', cause: 'key-refused', tries: 1 },
  { name: 'a reset', kind: 'network', cause: 'reset', tries: 3 },
  { name: 'a 500', kind: 'server', cause: 'server-failed', tries: 3 },
];

/** Before the first byte, in the first words, with all said but the end: which of them is different from request to request. */
const pieceOf = (place: number): number => [0, 2, 3][place % 3] ?? 0;

/** From the request `at` on, `times` fail. */
function failing(scene: Scene, at: number, times: number, { kind, cause }: Pick<Fault, 'kind' | 'cause'>): SceneModel {
  const begun = new Map<HeardRequest, number>();
  const model: SceneModel = sceneModel(scene, (_piece, heard) => {
    const place = model.heard.indexOf(heard);
    const piece = begun.get(heard) ?? 0;
    begun.set(heard, piece + 1);
    const isDue = place >= at && place < at + times && piece === pieceOf(place);
    return isDue ? new ModelError(kind, cause) : undefined;
  });
  return model;
}

/** Whether there is anything to go on with where a healthy server refused this request of the run. */
function survives({ strategy }: Scene, at: number, { heard }: SceneModel): boolean {
  if (strategy === 'vote' || strategy === 'tree') return true;
  const isOfFirst = heard.findIndex(({ asked }) => asked === 'answer') >= at || strategy !== 'verify';
  return !isOfFirst || (at > 0 && heard[at]?.asked === 'step');
}

/** Stops, fails, kills, pauses, hurries and reminds each strategy in so many places, and takes it up again after that. */
export function describeStrategies(suite: Mocha.Suite, mostPlaces: number): void {
  suite.timeout(120_000);

  it('is played', () => {
    assert.deepEqual([...new Set(SCENES.map(({ strategy }) => strategy))], [...STRATEGIES.keys()]);
  });

  for (const scene of SCENES) for (const concurrency of CONCURRENCIES) describeScene(scene, concurrency, mostPlaces);

  after(() =>
    console.log(
      `      strategies: ${Object.entries(counted)
        .map(([what, times]) => `${times} ${what}`)
        .join(', ')}`,
    ),
  );
}

/** `mostPlaces`: where there are more places to disturb a run than that, so many of them, evenly spread. */
function describeScene(scene: Scene, concurrency: number, mostPlaces: number): void {
  const spread = (count: number): readonly number[] =>
    Array.from({ length: Math.min(count, mostPlaces) }, (_, place) => Math.floor((place * count) / Math.min(count, mostPlaces)));
  describe(`${scene.name}, ${concurrency} at once`, () => {
    const begin = (): Stand => beginScene(scene, concurrency);
    let whole: Part;
    let model: SceneModel;
    before(async () => {
      model = sceneModel(scene);
      whole = await goOn(begin(), model);
    });

    it('is told by the grammar of events, and is kept', () => {
      assert.ok(whole.ending.type === 'run-end', JSON.stringify(whole.ending));
      assert.equal(whole.ending.stopReason, 'answered');
      assertWellEnded(whole, model, 'undisturbed');
    });

    it('is kept at every moment', async () => {
      const moments = new Set(spread(whole.events.length));
      await goOn(begin(), sceneModel(scene), {
        watch: (event, place, _say, stand) => moments.has(place) && assertKept(stand(), `event ${place}, ${event.type}`),
      });
    });

    it('ends at once wherever it is stopped, closes every request, and goes on from what was kept', async () => {
      for (const at of spread(model.pieces)) {
        const stop = new AbortController();
        const hanging = sceneModel(scene, piece => {
          if (piece === at) stop.abort();
          return piece >= at ? 'hangs' : undefined;
        });
        const part = await goOn(begin(), hanging, { signal: stop.signal });
        assert.equal(part.ending.type, 'run-cancel', `piece ${at}`);
        assertWellEnded(part, hanging, `piece ${at}`);
        assert.ok(hanging.heard.filter(({ isFinished }) => !isFinished).length <= concurrency);
        await assertGoesOn(part, scene, `piece ${at}`);
        counted.stops++;
      }
    });

    it('goes on wherever its process was killed', async () => {
      for (const lines of spread(whole.records.length).filter(count => count >= 3)) {
        const records = whole.records.slice(0, lines);
        const { session, nodes } = readBack({ records });
        await assertGoesOn({ spec: whole.spec, nodes, records, session }, scene, `line ${lines}`);
        counted.kills++;
      }
    });

    for (const fault of FAULTS) {
      it(`${fault.name} that lasts ends it with the right error, and every accepted step is kept`, async () => {
        for (const at of spread(model.heard.length)) {
          const broken = failing(scene, at, Number.POSITIVE_INFINITY, fault);
          const part = await goOn(begin(), broken);
          assert.ok(part.ending.type === 'run-error', `request ${at}: ${JSON.stringify(part.ending)}`);
          assert.deepEqual([part.ending.kind, part.ending.cause], [fault.kind, fault.cause], `request ${at}`);
          assertWellEnded(part, broken, `request ${at}`);
          await assertGoesOn(part, scene, `request ${at}`);
          counted.faults++;
        }
      });

      if (fault.tries === 1) continue;
      it(`${fault.name} that comes once is got over`, async () => {
        for (const at of spread(model.heard.length)) {
          const part = await goOn(begin(), failing(scene, at, 1, fault));
          assert.equal(part.ending.type, 'run-end', `request ${at}`);
          assert.deepEqual(part.slept, WAITS_MS.slice(0, 1), `request ${at}`);
          assert.deepEqual(findGrammarFaults(part.events), [], `request ${at}`);
          assertKept(part, `request ${at}`);
          counted.faults++;
        }
      });
    }

    it('goes on after a refusal where there is anything to go on with', async () => {
      for (const at of spread(model.heard.length)) {
        const refusing = failing(scene, at, 1, { kind: 'refusal', cause: 'model-refused' });
        const part = await goOn(begin(), refusing);
        const where = `request ${at}, ${refusing.heard[at]?.asked}`;
        assert.equal(part.ending.type, survives(scene, at, model) ? 'run-end' : 'run-error', where);
        assertWellEnded(part, refusing, where);
        if (part.ending.type === 'run-error') await assertGoesOn(part, scene, where);
        counted.faults++;
      }
    });

    it('answers with what it has as soon as the reader wishes', async () => {
      const answersOf = ({ nodes }: Stand) => nodes.filter(({ kind }) => kind === 'answer').length;
      for (const at of spread(whole.events.length - 1)) {
        const wished = sceneModel(scene);
        let heardBefore = 0;
        const part = await goOn(begin(), wished, {
          watch: (_event, place, say) => {
            if (place !== at) return;
            heardBefore = wished.heard.length;
            say({ wish: 'answer' });
          },
        });
        const where = `event ${at}, ${whole.events[at]?.type}`;
        assert.ok(part.ending.type === 'run-end', where);
        assertWellEnded(part, wished, where);
        const late = wished.heard.slice(heardBefore + concurrency).map(({ asked }) => asked);
        assert.ok(late.length <= 1 && late.every(asked => asked === 'answer'), `${where}: ${late}`);
        const endedByItself = part.ending.stopReason === 'answered' && answersOf(part) === answersOf(whole);
        assert.ok(part.ending.stopReason === 'answer-now' || endedByItself, `${where}: ${part.ending.stopReason}`);
        counted.wishes++;
      }
    });

    it('is paused without a word cut off, and goes on', async () => {
      for (const at of spread(whole.events.length - 1)) {
        const pausing = sceneModel(scene);
        const part = await goOn(begin(), pausing, { watch: (_event, place, say) => place === at && say({ wish: 'pause' }) });
        const where = `event ${at}, ${whole.events[at]?.type}`;
        assertWellEnded(part, pausing, where);
        assert.ok(
          pausing.heard.every(({ isFinished }) => isFinished),
          where,
        );
        if (part.ending.type === 'run-end') continue;
        assert.ok(part.ending.type === 'run-cancel' && part.ending.paused, where);
        await assertGoesOn(part, scene, where);
        counted.pauses++;
      }
    });

    it('tells every chain of a remark, once', async () => {
      for (const at of spread(whole.events.length - 1)) {
        const reminded = sceneModel(scene);
        let heardBefore = Number.POSITIVE_INFINITY;
        const part = await goOn(begin(), reminded, {
          watch: (event, place, say) => {
            if (place === at) say({ remark: REMARK });
            if (event.type === 'remark') heardBefore = reminded.heard.length;
          },
        });
        const where = `event ${at}, ${whole.events[at]?.type}`;
        assertWellEnded(part, reminded, where);
        for (const [place, { asked, request }] of reminded.heard.entries()) {
          const times = JSON.stringify(request.messages).split(REMARK).length - 1;
          // A request that was on its way when the remark came goes without it.
          const isOnItsWay = place < heardBefore + concurrency;
          const isDue = !isOnItsWay && asked !== 'question of its own';
          assert.ok(isDue ? times === 1 : times <= 1, `${where}: request ${place}, ${asked}: ${times} times`);
        }
        counted.remarks++;
      }
    });
  });
}
