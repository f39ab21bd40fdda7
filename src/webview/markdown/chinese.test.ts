import assert from 'node:assert/strict';
import { renderMarkdown } from './renderMarkdown.ts';

/** Emphasis as Chinese texts write it: beside full-width punctuation and without blanks. `[…]` is strong, `<…>` is emphasised, `{…}` is code. */
const CASES: readonly (readonly [source: string, shown: string])[] = [
  ['**重点：**文字', '[重点：]文字'],
  ['文字**重点：**文字', '文字[重点：]文字'],
  ['**重点。**文字', '[重点。]文字'],
  ['**注意！**请看', '[注意！]请看'],
  ['**为什么？**因为', '[为什么？]因为'],
  ['**一、**第一点', '[一、]第一点'],
  ['**甲；**乙', '[甲；]乙'],
  ['**结论，**如下', '[结论，]如下'],
  ['这是**“引用”**的话', '这是[“引用”]的话'],
  ['这是**「引用」**的话', '这是[「引用」]的话'],
  ['这是**『引用』**的话', '这是[『引用』]的话'],
  ['读**《红楼梦》**一书', '读[《红楼梦》]一书'],
  ['用**（括号）**说明', '用[（括号）]说明'],
  ['用**【方头括号】**说明', '用[【方头括号】]说明'],
  ['“**强调**”的字', '“[强调]”的字'],
  ['（**强调**）的字', '（[强调]）的字'],
  ['「**强调**」的字', '「[强调]」的字'],
  ['**强调**，然后', '[强调]，然后'],
  ['然后，**强调**。', '然后，[强调]。'],
  ['：**强调**', '：[强调]'],
  ['共**3**个', '共[3]个'],
  ['共**3个**字母', '共[3个]字母'],
  ['占**50%**的时间', '占[50%]的时间'],
  ['约**3.14**左右', '约[3.14]左右'],
  ['**第1步：**开始', '[第1步：]开始'],
  ['使用**`code`**函数', '使用[{code}]函数'],
  ['**`code`：**说明', '[{code}：]说明'],
  ['**函数`f`：**说明', '[函数{f}：]说明'],
  ['见**[链接](https://example.com)**说明', '见[链接]说明'],
  ['**见[链接](https://example.com)：**说明', '[见链接：]说明'],
  ['用**Python**写', '用[Python]写'],
  ['用**Python（3.12）**写', '用[Python（3.12）]写'],
  ['**API：**接口', '[API：]接口'],
  ['**O(n)**的算法', '[O(n)]的算法'],
  ['复杂度为**O(n²)**。', '复杂度为[O(n²)]。'],
  ['这是*斜体：*文字', '这是<斜体：>文字'],
  ['这是*“引用”*文字', '这是<“引用”>文字'],
  ['***重点：***文字', '<[重点：]>文字'],
  ['**甲：**乙**丙：**丁', '[甲：]乙[丙：]丁'],
  ['**한국어（괄호）**입니다', '[한국어（괄호）]입니다'],
  ['**これは。**です', '[これは。]です'],
  ['1. **甲：**乙', '[甲：]乙'],
  ['- **甲（乙）：**丙', '[甲（乙）：]丙'],
  ['**“甲”：**乙', '[“甲”：]乙'],
];

/** The text with its emphasis in brackets, and nothing else of the HTML. */
function shown(source: string): string {
  const html = renderMarkdown(source, {}, false) ?? '';
  return html
    .replace(
      /<(\/?)(strong|em|code)>/g,
      (_tag, end, name) => (end ? { strong: ']', em: '\u0002', code: '}' } : { strong: '[', em: '\u0001', code: '{' })[name as 'em'],
    )
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u0001', '<')
    .replaceAll('\u0002', '>')
    .trim();
}

describe('Chinese emphasis', () => {
  for (const [source, expected] of CASES) {
    it(`beside punctuation, digits, code, links and Latin letters is drawn as meant: ${source}`, () => {
      assert.equal(shown(source), expected);
    });
  }

  it('leaves stars that are none alone', () => {
    assert.equal(shown('3 * 4 * 5'), '3 * 4 * 5');
    assert.equal(shown('甲** 乙 **丙'), '甲** 乙 **丙');
    assert.equal(shown('snake_case_name'), 'snake_case_name');
  });
});

describe('Line ends', () => {
  it('within a paragraph are kept as they were written, also between Chinese words', () => {
    assert.equal(renderMarkdown('第一行\n第二行', {}, false), '<p>第一行<br>\n第二行</p>\n');
    assert.equal(renderMarkdown('- 一\n  二', {}, false), '<ul>\n<li>一<br>\n二</li>\n</ul>\n');
  });
});
