import assert from 'node:assert/strict';
import { read } from './support/literals.ts';
import { commandBlocks, commandsIn, headingLevels, namesIn, targetsIn } from './support/translated.ts';

const english = read('README.md');
const chinese = read('README.zh-CN.md');

describe('The README in Chinese', () => {
  it('has the headings of the English one', () => {
    assert.deepEqual(headingLevels(chinese), headingLevels(english));
    assert.ok(headingLevels(english).length > 8);
  });

  it('has the same commands to type', () => {
    assert.deepEqual(commandBlocks(chinese), commandBlocks(english));
    assert.ok(commandBlocks(english).length > 5);
  });

  it('names the same commands of VS Code, settings, files and flags', () => {
    assert.deepEqual(commandsIn(chinese), commandsIn(english));
    assert.deepEqual(namesIn(chinese), namesIn(english));
  });

  it('shows the same pictures and leads to the same pages; each leads to the other', () => {
    const other = /^README\.md$/;
    assert.deepEqual(
      targetsIn(chinese).filter(target => !other.test(target)),
      targetsIn(english).filter(target => !other.test(target)),
    );
    assert.match(english, /^# .*\n\n\[简体中文\]\(README\.zh-CN\.md\)$/m);
    assert.match(chinese, /^# .*\n\n\[English\]\(README\.md\)$/m);
  });

  it('would be found wanting where it lacks a command or a setting', () => {
    assert.notDeepEqual(commandBlocks(chinese.replace('npm start\n', '')), commandBlocks(english));
    assert.notDeepEqual(namesIn(chinese.replace('`stepwise.language`', '')), namesIn(english));
    assert.notDeepEqual(commandsIn(chinese.replaceAll('Stepwise: Pause', '')), commandsIn(english));
  });
});
