import assert from 'node:assert/strict';
import { type RecordedSession, recordSession } from '../../test/support/recordedSession.ts';
import type { ReasoningEvent } from './events.ts';
import { eventsOfSession } from './eventsOfSession.ts';
import { describeRecordingFault, parseRecording, sessionOfRecording } from './recording.ts';
import { createTranslate } from './translate.ts';

const toLines = (events: readonly unknown[]): string => events.map(event => `${JSON.stringify(event)}\n`).join('');

/** The events of a text that is a recording. */
function read(text: string): readonly ReasoningEvent[] {
  const parsed = parseRecording(text);
  assert.ok('events' in parsed, JSON.stringify(parsed));
  return parsed.events;
}

describe('A recording', () => {
  let recorded: RecordedSession;
  before(async () => {
    recorded = await recordSession();
  });

  it('shows the session that was seen: branches, an edited step, a remark, a pause, notices, a failure', () => {
    const seen = sessionOfRecording(recorded.events, 's');
    assert.deepEqual(
      seen.runs.map(({ purpose, status }) => [purpose ?? 'question', status]),
      [
        ['question', 'answered'],
        ['edit-step', 'answered'],
        ['ask-about-step', 'answered'],
        ['think-more', 'answered'],
        ['compare', 'answered'],
        ['question', 'failed'],
      ],
    );
    assert.deepEqual([seen.runs[0]?.remarks.length, seen.runs[0]?.notices.length], [1, 1]);
    assert.deepEqual(sessionOfRecording(read(toLines(recorded.events)), 's'), seen);
  });

  it('can be made of a session: folded again it is the same session', () => {
    const seen = sessionOfRecording(recorded.events, 's');
    const made = eventsOfSession(seen);
    assert.ok(made.length < recorded.events.length);
    assert.deepEqual(sessionOfRecording(read(toLines(made)), 's'), seen);
  });

  it('can be made of a session that is still going on, at every moment of it', () => {
    for (let count = 1; count < recorded.events.length; count++) {
      const seen = sessionOfRecording(recorded.events.slice(0, count), 's');
      const again = sessionOfRecording(eventsOfSession(seen), 's');
      assert.deepEqual(
        again.runs.map(({ durationMs: _ms, usage: _usage, requests: _requests, ...run }) => run),
        seen.runs.map(({ durationMs: _ms, usage: _usage, requests: _requests, ...run }) => run),
        `after ${count} events`,
      );
    }
  });

  it('may hold events and fields that are not known: they are skipped', () => {
    const [start, ...rest] = recorded.events;
    const more = [{ ...start, mood: 'good' }, { type: 'mood', mood: 'good' }, { type: 'notice', code: 'news', message: 'x' }, ...rest];
    assert.deepEqual(sessionOfRecording(read(toLines(more)), 's'), sessionOfRecording(recorded.events, 's'));
  });

  it('may end in the midst of a line, which is told', () => {
    const text = toLines(recorded.events).slice(0, -10);
    const parsed = parseRecording(text);
    assert.ok('events' in parsed);
    assert.deepEqual([parsed.events.length, parsed.tornLine], [recorded.events.length - 1, recorded.events.length]);
  });

  it('is nothing that has other lines in it: the fault names the line', () => {
    const start = JSON.stringify(recorded.events[0]);
    const faults = [
      '',
      '\n\n',
      'Dear diary\n',
      `${start}\nDear diary\n{}\n`,
      `${start}\n{"record":"session"}\n`,
      `${start}\n[]\n`,
      `${start}\n{"type":"step-end"}\n`,
      '{"type":"answer-delta","text":"x"}\n',
      `${start.replace('"version":1', '"version":2')}\n`,
      '{"type":"mood"}\n',
    ].map(text => {
      const parsed = parseRecording(text);
      return 'fault' in parsed ? `${parsed.fault.why} ${parsed.fault.line}` : 'none';
    });
    assert.deepEqual(faults, [
      'empty 1',
      'empty 1',
      'not-json 1',
      'not-json 2',
      'no-event 2',
      'no-event 2',
      'unreadable 2',
      'no-start 1',
      'newer 1',
      'empty 1',
    ]);
    assert.match(describeRecordingFault({ why: 'no-event', line: 2 }, createTranslate({})), /^Line 2 is no event/);
  });
});
