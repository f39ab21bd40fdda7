import type { Translate } from '../../engine/translate.ts';
import type { PageMessage } from '../../protocol/messages.ts';

const TOOLS = ['copy', 'insert', 'open'] as const;
type Tool = (typeof TOOLS)[number];

const ICONS: Readonly<Record<Tool, string>> = { copy: 'copy', insert: 'insert', open: 'go-to-file' };
const DONE_ICON = 'codicon-check';
const SHOW_DONE_MS = 1500;

/** The buttons of a finished block of code, as HTML: they stand within text that is drawn as a whole. */
export function codeToolsHtml(t: Translate): string {
  const labels: Readonly<Record<Tool, string>> = {
    copy: t('Copy code'),
    insert: t('Insert at cursor'),
    open: t('Open in new editor'),
  };
  const buttons = TOOLS.map(tool => {
    const label = escapeAttribute(labels[tool]);
    const icon = `<span class="codicon codicon-${ICONS[tool]}" aria-hidden="true"></span>`;
    return `<button type="button" class="copy" data-code="${tool}" aria-label="${label}" title="${label}">${icon}</button>`;
  });
  return `<div class="code-tools">${buttons.join('')}</div>`;
}

const escapeAttribute = (text: string): string => text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);

/** Hears the clicks on all those buttons, wherever they are drawn. */
export function listenToCodeTools(root: HTMLElement, post: (message: PageMessage) => void): void {
  root.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-code]') : null;
    const block = button?.closest<HTMLElement>('.code');
    const tool = TOOLS.find(name => name === button?.dataset['code']);
    if (!button || !block || !tool) return;
    post(messageOf(tool, (block.querySelector('pre')?.textContent ?? '').replace(/\n$/, ''), block.dataset['language'] ?? ''));
    if (tool === 'copy') showDone(button);
  });
}

function messageOf(tool: Tool, code: string, language: string): PageMessage {
  switch (tool) {
    case 'copy':
      return { type: 'copy', text: code };
    case 'insert':
      return { type: 'insertCode', code };
    case 'open':
      return { type: 'openCode', code, language };
  }
}

function showDone(button: HTMLElement): void {
  const icon = button.querySelector('.codicon');
  icon?.classList.replace(`codicon-${ICONS.copy}`, DONE_ICON);
  setTimeout(() => icon?.classList.replace(DONE_ICON, `codicon-${ICONS.copy}`), SHOW_DONE_MS);
}
