import type { App } from './app.ts';

/** Shows the list of this workspace's sessions on the page that is worked with, else in the side view. */
export async function showHistory({ panel, sideView }: App): Promise<void> {
  if (panel.isActive || (panel.isVisible && !sideView.isVisible)) panel.showHistory();
  else await sideView.showHistory();
}

/** Begins an empty session, and shows it where a list of sessions was shown. */
export async function newSession({ runs, panel, sideView }: App): Promise<void> {
  await runs.newSession();
  panel.showSession();
  sideView.showSession();
}
