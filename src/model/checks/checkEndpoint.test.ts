import assert from 'node:assert/strict';
import { answerChecks } from '../../../test/support/checkedServer.ts';
import { failure, html, type Reply, silence } from '../../../test/support/scriptedReplies.ts';
import { deadOrigin, type ScriptedServer, startScriptedServer } from '../../../test/support/scriptedServer.ts';
import { createReaderWords } from '../../engine/readerWords.ts';
import { createLearnedStore, learnedKey } from '../learned.ts';
import { CHECKS, type CheckResult, found } from './check.ts';
import { checkEndpoint } from './checkEndpoint.ts';
import { describeCheckLine } from './checkWords.ts';
import type { CheckOptions } from './tested.ts';

describe('the checks of a connection', () => {
  let server: ScriptedServer;
  let learned = createLearnedStore();
  beforeEach(async () => {
    server = await startScriptedServer();
    learned = createLearnedStore();
    answerChecks(server);
  });
  afterEach(() => server.close());

  type Change = Omit<Partial<CheckOptions>, 'endpoint'> & { readonly endpoint?: Partial<CheckOptions['endpoint']> };
  const run = async ({ endpoint = {}, ...change }: Change = {}, signal = new AbortController().signal): Promise<CheckResult[]> => {
    const usual = {
      baseUrl: server.baseUrl,
      model: 'm1',
      idleTimeoutMs: 0,
      reasoningAllowance: 4096,
      nativeReasoning: 'auto',
      learned,
    } as const;
    const results: CheckResult[] = [];
    for await (const result of checkEndpoint({ stepFormat: 'auto', ...change, endpoint: { ...usual, ...endpoint } }, signal))
      results.push(result);
    return results;
  };
  const findings = (results: readonly CheckResult[]) => results.map(({ finding }) => finding);
  const factsOf = (results: readonly CheckResult[], check: CheckResult['check']) => results.find(result => result.check === check)?.facts;
  const asked = () => server.requests.filter(({ path }) => path.endsWith('/completions'));
  const key = () => learnedKey(server.baseUrl, 'm1');

  const WELL = [
    'answers',
    'no-key-needed',
    'model-listed',
    'streams',
    'rung-works',
    'parameters-taken',
    'usage-told',
    'cache-used',
    'context-known',
    'no-own-reasoning',
  ];
  /** What is found where a server is well but for some checks. */
  const wellBut = (changes: Partial<Record<CheckResult['check'], string>>) => CHECKS.map((check, index) => changes[check] ?? WELL[index]);

  it('all pass on a server that is well, with three requests', async () => {
    const results = await run();
    assert.deepEqual(
      results.map(({ check }) => check),
      CHECKS,
    );
    assert.deepEqual(findings(results), WELL);
    assert.equal(asked().length, 3);
    assert.deepEqual(factsOf(results, 'context'), { tokens: 32_768, source: 'models' });
    assert.deepEqual(factsOf(results, 'cache'), { cachedTokens: 280, promptTokens: 400 });
    assert.deepEqual(factsOf(results, 'usage'), { promptTokens: 200, completionTokens: 20 });
  });

  it('send a second step that begins with all of the first', async () => {
    await run();
    const [, first, second] = asked().map(({ body }) => body.messages);
    assert.deepEqual(second?.slice(0, first?.length), first);
    assert.ok(second && first && second.length === first.length + 2);
  });

  it('name the machine that asks, and the model that is listed where none is named', async () => {
    const results = await run({ machine: 'ssh-remote', endpoint: { model: undefined } });
    assert.deepEqual(factsOf(results, 'reachable'), { origin: server.origin, machine: 'ssh-remote' });
    assert.equal(asked()[0]?.body.model, 'm1');
  });

  describe('end at a failure, and name it for what was not tested', () => {
    const skipped = (because: CheckResult['check'], count: number) =>
      Array.from({ length: count }, () => ({ finding: 'not-tried', facts: { because } }));
    const outcome = (results: readonly CheckResult[]) => results.map(({ finding, facts }) => ({ finding, facts }));

    it('where nothing listens', async () => {
      const baseUrl = `${await deadOrigin()}/v1`;
      const [first, ...others] = await run({ machine: 'far', endpoint: { baseUrl } });
      assert.deepEqual([first?.check, first?.facts['cause'], first?.facts['machine']], ['reachable', 'refused', 'far']);
      assert.deepEqual(outcome(others), skipped('reachable', 9));
    });

    it('where the key is wrong, also where the list needs none', async () => {
      server.script(failure(401, 'No such key'));
      const results = await run({ endpoint: { apiKey: 'sk-wrong-key' } });
      assert.deepEqual(findings(results).slice(0, 3), ['answers', 'failure', 'not-tried']);
      assert.equal(factsOf(results, 'key')?.['cause'], 'key-refused');
      assert.deepEqual(outcome(results.slice(2)), skipped('key', 8));
    });

    it('where the model vanished, with the names that are most like it', async () => {
      const data = ['whisper', 'qwen2.5-7b', 'llama-3.1', 'qwen2.5-14b', 'bge-m3'].map(id => ({ id }));
      server.route('/v1/models', { body: { data } });
      server.script(failure(404, 'The model `qwen2.5-7B-Instruct` does not exist.', { param: 'model' }));
      const results = await run({ endpoint: { model: 'qwen2.5-7B-Instruct' } });
      assert.deepEqual(findings(results).slice(0, 3), ['answers', 'no-key-needed', 'model-missing']);
      assert.equal(factsOf(results, 'model')?.['names'], 'qwen2.5-7b, qwen2.5-14b, whisper');
    });

    it('where another kind of server listens', async () => {
      server.route('/v1/models', html());
      server.always(() => html());
      const results = await run();
      assert.deepEqual([findings(results)[0], factsOf(results, 'reachable')?.['cause']], ['failure', 'check-base-url']);
    });

    it('where the server fails, before it could tell anything of key and model', async () => {
      server.route('/v1/models', failure(500, 'x'));
      server.always(() => failure(500, 'x'));
      const results = await run();
      assert.deepEqual(findings(results).slice(0, 5), ['answers', 'not-tried', 'not-tried', 'failure', 'not-tried']);
      assert.deepEqual(factsOf(results, 'key'), { because: 'streaming' });
    });

    it('where no model is named and none is listed', async () => {
      server.route('/v1/models', { body: { data: [] } });
      const results = await run({ endpoint: { model: undefined } });
      assert.deepEqual(findings(results).slice(0, 4), ['answers', 'not-tried', 'model-unnamed', 'not-tried']);
      assert.equal(asked().length, 0);
    });

    it('where it takes too long', async () => {
      server.always(() => silence);
      const results = await run({ limitMs: 1000 });
      assert.deepEqual(findings(results).slice(0, 3), ['answers', 'out-of-time', 'not-tried']);
      await asked()[0]?.closed;
    });
  });

  describe('find what is less than well', () => {
    const shortcomings: readonly (readonly [string, Parameters<typeof answerChecks>[1], readonly (string | undefined)[]])[] = [
      ['no stream', { doesNotStream: true }, wellBut({ streaming: 'comes-whole' })],
      ['no count of tokens', { countsNothing: true }, wellBut({ usage: 'usage-untold', cache: 'cache-untold' })],
      ['no word on the cache', { cachedTokens: null }, wellBut({ cache: 'cache-untold' })],
      ['no cache', { cachedTokens: 0 }, wellBut({ cache: 'cache-unused' })],
      ['a refused parameter', { refuses: 'temperature' }, wellBut({ parameters: 'parameters-refused' })],
      ['a model that reasons by itself', { reasons: true }, wellBut({ reasoning: 'own-reasoning' })],
    ];
    for (const [what, shortcoming, expected] of shortcomings) {
      it(what, async () => {
        answerChecks(server, shortcoming);
        assert.deepEqual(findings(await run()), expected);
      });
    }

    it('a token limit that has another name, and a system message that is not taken', async () => {
      answerChecks(server, { refuses: 'max_tokens' });
      assert.deepEqual(factsOf(await run(), 'parameters'), { refused: 'max_tokens', instead: 'max_completion_tokens' });
      server.script(failure(400, 'System role not supported'));
      answerChecks(server);
      const results = await run();
      assert.deepEqual(findings(results), wellBut({ parameters: 'parameters-refused' }));
      assert.match(
        describeCheckLine(results[5] ?? found('parameters', 'parameters-taken'), createReaderWords({}, 'en')),
        /^! Parameters: The server takes no system message/,
      );
    });

    it('a server without a list of models', async () => {
      server.route('/v1/models', failure(404, 'Not Found'));
      server.route('/props', { body: { default_generation_settings: { n_ctx: 2048 } } });
      const results = await run();
      assert.deepEqual(findings(results), wellBut({ model: 'model-answers' }));
      assert.deepEqual(factsOf(results, 'context'), { tokens: 2048, source: 'props' });
    });

    it('a model that answers under a name that is not listed', async () => {
      server.route('/v1/models', { body: { data: [{ id: 'loaded' }] } });
      assert.deepEqual(findings(await run()), wellBut({ model: 'model-unlisted', context: 'context-unknown' }));
    });
  });

  describe('try all of what was learned again', () => {
    it('and remember the first rung that works', async () => {
      learned.set(key(), { rung: 'text', refused: ['temperature'], learnedAtMs: Date.now() });
      answerChecks(server, { rungs: ['object', 'text'] });
      const results = await run();
      assert.deepEqual(factsOf(results, 'format'), { rung: 'object' });
      assert.deepEqual([learned.get(key())?.rung, learned.get(key())?.refused], ['object', undefined]);
      assert.ok('temperature' in (asked()[0]?.body ?? {}));
    });

    it('and forget a rung that is needed no longer', async () => {
      learned.set(key(), { rung: 'text', learnedAtMs: Date.now() });
      assert.deepEqual(factsOf(await run(), 'format'), { rung: 'schema' });
      assert.equal(learned.get(key())?.rung, undefined);
    });

    it('and leave a rung only after two replies that nobody can read', async () => {
      answerChecks(server, { rungs: ['text'] });
      const empty: Reply = { stream: ['data: {"choices":[{"delta":{"content":"{}"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'] };
      server.always((request, index) =>
        index < 2 || !request.body.response_format ? { body: { choices: [{ message: { content: 'Hm.' } }] } } : empty,
      );
      const results = await run();
      assert.deepEqual(
        asked().map(({ body }) => body.response_format?.type ?? 'text'),
        ['text', 'json_schema', 'json_schema', 'json_object', 'json_object', 'text', 'text'],
      );
      assert.equal(results.find(({ check }) => check === 'format')?.finding, 'rung-read-with-care');
    });

    it('and keep to the form that the reader chose', async () => {
      assert.deepEqual(factsOf(await run({ stepFormat: 'text' }), 'format'), { rung: 'text' });
      assert.ok(asked().every(({ body }) => !body.response_format));
    });

    it('and forget nothing while nothing answers', async () => {
      learned.set(key(), { rung: 'text', learnedAtMs: Date.now() });
      server.route('/v1/models', { ending: 'reset' });
      await run();
      assert.equal(learned.get(key())?.rung, 'text');
    });
  });

  it('stop at once when they are aborted, and close the connection', async () => {
    server.always(() => silence);
    const controller = new AbortController();
    const running = run({}, controller.signal);
    const request = await server.request(1);
    controller.abort(new Error('enough'));
    await assert.rejects(running, /enough/);
    await request.closed;
  });
});
