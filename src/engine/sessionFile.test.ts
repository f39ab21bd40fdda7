import assert from 'node:assert/strict';
import { type Played, type PlayOptions, play, playFrom } from '../../test/support/playRun.ts';
import { finish, repeatingModel, scriptedModel, stepReply, usage } from '../../test/support/scriptedModel.ts';
import { ModelError } from './errors.ts';
import type { Node } from './node.ts';
import { openQuestion } from './opening.ts';
import { currentRun, isResumable, reduceSession, totalsOf } from './session.ts';
import {
  formatHead,
  formatRecord,
  isKept,
  isNewer,
  type KeptEvent,
  parseSessionFile,
  parseSessionHead,
  type SessionRecord,
} from './sessionFile.ts';

const script = [[stepReply('Look'), usage(10, 5)], [stepReply('Think')], [stepReply('Say', 'final_answer')], ['Because.']];

/** The file as a host writes it: the run before it starts, each node and each kept event as it comes. */
function fileOf({ spec, nodes, events }: Pick<Played, 'spec' | 'nodes' | 'events'>): string[] {
  const records: readonly SessionRecord[] = [
    { record: 'session', version: 1, id: 's' },
    { record: 'run', spec },
    ...nodes.map(node => ({ record: 'node', node }) as const),
    ...events.filter(isKept).map(event => ({ record: 'event', event }) as const),
  ];
  return records.map(formatRecord);
}
const fail = (): never => assert.fail();
const parse = (lines: readonly string[]) => parseSessionFile(`${lines.join('\n')}\n`);

describe('a session’s file', () => {
  it('gives the session back that was written', async () => {
    const played = await play(scriptedModel(...script));
    const stored = parse(fileOf(played));
    assert.deepEqual(stored?.session, played.session);
    assert.deepEqual(stored?.nodes, played.nodes);
    assert.deepEqual(stored?.specs, [played.spec]);
    assert.deepEqual(stored?.unreadableLines, []);
  });

  it('gives back a run with notices, repaired and cut steps, and an answer in parts', async () => {
    const refused = new ModelError('bad-request', 'bad-request', { status: 400 });
    const model = scriptedModel(
      [refused],
      ['Just words.'],
      [{ type: 'reasoning', text: 'hm' }, stepReply('B')],
      [stepReply('C', 'final_answer')],
      ['One, ', finish('length')],
      ['two.'],
    );
    const played = await play(model);
    assert.deepEqual(parse(fileOf(played))?.session, played.session);
  });

  it('gives a remark back below the step that was being written when it came', async () => {
    const lines: string[] = [formatHead('s')];
    const watch: PlayOptions['watch'] = (event, say) => {
      if (event.type === 'step-start' && event.index === 1) say({ remark: 'Mind.' });
      if (isKept(event)) lines.push(formatRecord({ record: 'event', event }));
    };
    const opened = await play(scriptedModel(...script));
    lines.push(formatRecord({ record: 'run', spec: opened.spec }), formatRecord({ record: 'node', node: opened.nodes[0] ?? fail() }));
    const keep = async (node: Node) => void lines.push(formatRecord({ record: 'node', node }));
    const { session } = await playFrom(opened.nodes.slice(0, 1), opened.spec, scriptedModel(...script), { watch, deps: { keep } });
    assert.deepEqual(session.runs[0]?.remarks, [{ text: 'Mind.', after: 2 }]);
    assert.deepEqual(parse(lines)?.session.runs[0]?.remarks, session.runs[0]?.remarks);
  });

  it('keeps what a question is about', async () => {
    const played = await play(scriptedModel(...script));
    const excerpts = [{ path: 'src/a.ts', startLine: 3, endLine: 9 }];
    const stored = parse(fileOf({ ...played, spec: { ...played.spec, excerpts } }));
    assert.deepEqual(stored?.session.runs[0]?.excerpts, excerpts);
  });

  it('gives back a run that failed and one that was stopped', async () => {
    const failed = await play(scriptedModel(script[0] ?? [], [new ModelError('auth', 'key-refused', { status: 401 })]));
    assert.equal(currentRun(parse(fileOf(failed))?.session ?? failed.session)?.failure?.cause, 'key-refused');
    const stop = new AbortController();
    const watch = () => stop.abort();
    const stopped = await play(scriptedModel(...script), { signal: stop.signal, watch });
    assert.equal(parse(fileOf(stopped))?.session.runs[0]?.status, 'cancelled');
  });

  it('loses no more than the last line where that was torn', async () => {
    const lines = fileOf(await play(scriptedModel(...script)));
    const whole = lines.join('\n');
    const stored = parseSessionFile(whole.slice(0, -20));
    assert.deepEqual(stored?.unreadableLines, [lines.length]);
    assert.equal(stored?.nodes.length, 5);
    assert.equal(stored && currentRun(stored.session)?.status, 'interrupted');
  });

  it('names the lines that it cannot read, blank ones not counted out, and reads the others', async () => {
    const lines = fileOf(await play(scriptedModel(...script)));
    const event = lines.pop() ?? '';
    const stored = parse([...lines, '', 'garbage', '{"record":"node"}', '{"record":"later","x":1}', '', event]);
    const at = lines.length;
    assert.deepEqual(stored?.unreadableLines, [at + 2, at + 3, at + 4]);
    assert.equal(stored && currentRun(stored.session)?.status, 'answered');
  });

  it('leaves a file alone that is somebody else’s', () => {
    const other = [[''], ['{"a":1}'], ['garbage'], ['{"record":"session","version":2,"id":"s"}'], ['{"record":"event","event":{}}']];
    assert.deepEqual(other.map(parse), Array(other.length).fill(undefined));
  });

  it('says of itself what it is, also where a later version wrote it', () => {
    const later = parseSessionHead('\n{"record":"session","version":2,"id":"s","more":1}\n{"record":"new"}\n');
    assert.deepEqual([later?.version, later?.id, later && isNewer(later)], [2, 's', true]);
    const ours = parseSessionHead(`${formatHead('s')}\n`);
    assert.deepEqual([ours?.version, ours?.id, ours && isNewer(ours)], [1, 's', false]);
    assert.deepEqual(
      ['', 'garbage', '{"record":"event"}', '{"record":"session","id":"s"}'].map(parseSessionHead),
      Array(4).fill(undefined),
    );
  });

  it('can be gone on with as long as nothing is missing that the rest builds on', async () => {
    const lines = fileOf(await play(scriptedModel(...script)));
    const without = (record: string) => parse(lines.filter(line => !line.includes(record)));
    assert.equal(parse(lines)?.isWhole, true);
    assert.equal(without('"record":"event"')?.isWhole, true);
    assert.equal(parse(lines.slice(0, 5))?.isWhole, true);
    assert.equal(without('"slot":"0/step/1"')?.isWhole, false);
    assert.equal(without('"record":"run"')?.isWhole, false);
    assert.equal(parse([...lines, lines[4] ?? ''])?.isWhole, false, 'a node that is there twice');
  });

  it('shows what can be read of a file with a hole', async () => {
    const lines = fileOf(await play(scriptedModel(...script)));
    const [run] = parse(lines.filter(line => !line.includes('"slot":"0/step/1"')))?.session.runs ?? [];
    assert.deepEqual([run?.steps.map(({ title }) => title), run?.answer?.text, run?.status], [['Look', 'Say'], 'Because.', 'answered']);
  });

  it('takes no node into a run that is not its own', async () => {
    const played = await play(scriptedModel(...script));
    const lines = fileOf(played);
    const strange = lines.map(line => line.replaceAll('"run":"run"', '"run":"lost"')).filter(line => line.includes('"record":"node"'));
    assert.deepEqual(parse([...lines, ...strange])?.session, played.session);
  });

  it('is read with line ends of Windows too', async () => {
    const played = await play(scriptedModel(...script));
    assert.deepEqual(parseSessionFile(fileOf(played).join('\r\n'))?.session, played.session);
  });

  it('marks a run as interrupted that never ended, also where another followed', async () => {
    const played = await play(scriptedModel(...script));
    const lines = fileOf(played);
    const begun = lines.slice(0, 5);
    assert.equal(parse(begun)?.session.runs[0]?.status, 'interrupted');
    const second: SessionRecord = { record: 'run', spec: { ...played.spec, id: 'second' } };
    assert.deepEqual(
      parse([...begun, formatRecord(second)])?.session.runs.map(({ status }) => status),
      ['interrupted', 'interrupted'],
    );
  });

  it('lets a run go on from each of its nodes as if it had never been interrupted', async () => {
    const whole = scriptedModel(...script);
    const played = await play(whole);
    for (let kept = 1; kept < played.nodes.length; kept++) {
      const stored = parse(fileOf({ ...played, nodes: played.nodes.slice(0, kept), events: [] }));
      const [spec] = stored?.specs ?? [];
      assert.ok(stored && spec);
      const rest = scriptedModel(...script.slice(kept - 1));
      const resumed = await playFrom(stored.nodes, spec, rest);
      assert.deepEqual(rest.heard, whole.heard.slice(kept - 1));
      assert.deepEqual(resumed.nodes, played.nodes);
    }
  });

  it('gives back a run whose conversation was condensed, with the steps hanging as they were told', async () => {
    const long = (at: number) => stepReply(`S${at}`, 'continue', `Nothing of ${at} happens here. `.repeat(20));
    const model = repeatingModel(({ format }, at) => [format === 'text' ? 'So.' : long(at)]);
    const played = await play(model, { contextSize: 1500, limits: { minSteps: 9, maxSteps: 9 } });
    assert.ok(played.nodes.some(node => node.kind === 'opening' && node.why === 'condensed'));
    const stored = parse(fileOf(played));
    assert.deepEqual([stored?.nodes, stored?.session.runs[0]?.notices], [played.nodes, played.session.runs[0]?.notices]);
    const parentsOf = (session: typeof played.session | undefined) => session?.runs[0]?.steps.map(({ node, parent }) => [node, parent]);
    assert.deepEqual(parentsOf(stored?.session), parentsOf(played.session));
  });

  it('lets it go on in the same way where the conversation had been condensed', async () => {
    const reply = (at: number) => [
      at < 8 ? stepReply(`S${at}`, at < 7 ? 'continue' : 'final_answer', `word${at} `.repeat(50)) : 'Because.',
    ];
    const options = { contextSize: 1000, limits: { minSteps: 8, maxSteps: 9, maxTokensPerStep: 100, maxTokensForAnswer: 100 } };
    const whole = repeatingModel((_request, at) => reply(at));
    const played = await play(whole, options);
    assert.ok(played.nodes.filter(({ kind }) => kind === 'opening').length > 2);
    const afterSteps = played.nodes.flatMap(({ kind }, at) => (kind === 'step' ? [at + 1] : []));
    for (const [step, kept] of afterSteps.entries()) {
      const stored = parse(fileOf({ ...played, nodes: played.nodes.slice(0, kept), events: [] }));
      const rest = repeatingModel((_request, at) => reply(at + step + 1));
      await playFrom(stored?.nodes ?? [], played.spec, rest, options);
      assert.deepEqual(rest.heard, whole.heard.slice(step + 1));
    }
  });

  it('holds a run that failed and was taken up again as one run, answered, with all that it cost', async () => {
    const broken = scriptedModel(script[0] ?? [], [new ModelError('auth', 'key-refused', { status: 401 })]);
    const failed = await play(broken);
    const before = parse(fileOf(failed));
    const [run] = before?.session.runs ?? [];
    assert.ok(before && run && isResumable(run));
    const rest = scriptedModel(...script.slice(1));
    const resumed = await playFrom(before.nodes, failed.spec, rest, { deps: { before: { spent: totalsOf(run) } } });
    const more = fileOf({ ...resumed, nodes: resumed.nodes.slice(before.nodes.length) });
    for (const second of [more.slice(1), more.slice(2)]) {
      const stored = parse([...fileOf(failed), ...second]);
      const [only, ...others] = stored?.session.runs ?? [];
      assert.deepEqual(
        [others, only?.status, only?.failure, only?.answer?.text, only?.requests],
        [[], 'answered', undefined, 'Because.', 5],
      );
      assert.deepEqual(only?.usage, { promptTokens: 10, completionTokens: 5 });
      assert.deepEqual(stored?.specs, [failed.spec]);
    }
  });

  it('gives page and file the same picture of a run that was stopped and taken up again', async () => {
    const stop = new AbortController();
    const stopped = await play(scriptedModel(...script), {
      signal: stop.signal,
      watch: event => event.type === 'step-end' && event.step.index === 1 && stop.abort(),
    });
    const [run] = stopped.session.runs;
    assert.ok(run);
    const stored = parse(fileOf(stopped));
    assert.ok(stored);
    const kept = stored.nodes.length - 2;
    const resumed = await playFrom(stored.nodes, stopped.spec, scriptedModel(...script.slice(kept)), {
      deps: { before: { spent: totalsOf(run) } },
    });
    const onPage = resumed.events.reduce(reduceSession, stored.session);
    const lines = [...fileOf(stopped), ...fileOf({ ...resumed, nodes: resumed.nodes.slice(stored.nodes.length) }).slice(1)];
    assert.deepEqual(parse(lines)?.session, onPage);
  });

  it('keeps an answer that the token limit cut, and the notices, of a run that was interrupted', async () => {
    const refused = new ModelError('bad-request', 'bad-request', { status: 400 });
    const played = await play(scriptedModel([refused], ...script.slice(0, 3), ['One, ', finish('length')], ['two.']));
    const lines = fileOf({ ...played, events: [] });
    const notices = played.events.filter(({ type }) => type === 'notice') as readonly KeptEvent[];
    const [run] = parse([...lines.slice(0, -1), ...notices.map(event => formatRecord({ record: 'event', event }))])?.session.runs ?? [];
    assert.deepEqual([run?.status, run?.answer?.text, run?.notices.length], ['interrupted', 'One, ', 1]);
  });

  it('lets a run that is taken up again answer from the steps that it has', async () => {
    const failed = await play(scriptedModel(script[0] ?? [], [new ModelError('auth', 'key-refused', { status: 401 })]));
    const rest = scriptedModel(['Early.']);
    const spent = { durationMs: 0, usage: {}, requests: 0 };
    const { ending } = await playFrom(failed.nodes, failed.spec, rest, { deps: { before: { spent, wish: 'answer' } } });
    assert.deepEqual(ending.type === 'run-end' && [ending.stopReason, ending.answer, rest.heard.length], ['answer-now', 'Early.', 1]);
  });

  it('lets a follow-up question carry on', async () => {
    const first = await play(scriptedModel(...script));
    const stored = parse(fileOf(first));
    assert.ok(stored);
    const after = stored.nodes.at(-1)?.id ?? '';
    const nodes = new Map(stored.nodes.map(node => [node.id, node]));
    const options = { run: 'second', strategy: 'direct', preset: 'quick', minSteps: 3, language: 'en', instructions: '', after } as const;
    const opening = openQuestion({ instruction: 'And then?', excerpts: [] }, nodes, options);
    const model = scriptedModel(['Later.']);
    const spec = { ...first.spec, id: 'second', from: opening.id, strategy: 'direct' };
    const second = await playFrom([...stored.nodes, opening], spec, model);
    assert.equal(second.ending.type, 'run-end');
    assert.deepEqual(
      model.heard[0]?.messages.map(({ content }) => content),
      ['Why?', 'Because.', 'And then?'],
    );
    const both = [...fileOf(first), ...fileOf({ ...second, nodes: second.nodes.slice(stored.nodes.length), spec }).slice(1)];
    assert.deepEqual(
      parse(both)?.session.runs.map(run => run.answer?.text),
      ['Because.', 'Later.'],
    );
  });
});

describe('isKept', () => {
  it('holds for what no node tells', async () => {
    const { events } = await play(scriptedModel(...script));
    assert.deepEqual(
      events.filter(isKept).map(({ type }) => type),
      ['run-end'],
    );
  });
});
