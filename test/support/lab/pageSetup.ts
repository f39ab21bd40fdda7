import type { Page } from 'playwright-core';

export type Language = 'en' | 'zh-cn';

/** Makes VS Code speak this language; the browser's own language has no effect on it. To be called before the page loads. */
export async function setLanguage(page: Page, language: Language): Promise<void> {
  if (language === 'en') return;
  await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};`);
}

/** Keeps what the page says on its console, for example reports of its content security policy. */
export function recordConsole(page: Page): readonly string[] {
  const lines: string[] = [];
  page.on('console', message => lines.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => lines.push(`pageerror: ${error.message}`));
  return lines;
}
