import { type Browser, chromium } from 'playwright-core';
import { installBrowser } from '../../../scripts/setup/browser.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Starts the system's Chromium without a window. Whoever calls closes it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await installBrowser(), args: flags });
}
