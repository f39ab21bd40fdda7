import type { Panel } from './panel.ts';
import type { SideView } from './sideView.ts';

/** The places where the page may stand. */
export interface PagePlaces {
  readonly panel: Panel;
  readonly sideView: SideView;
}

/** Shows the page where it stands: the panel where there is one, else the side view. */
export async function showRunPage({ panel, sideView }: PagePlaces): Promise<void> {
  if (panel.exists) panel.show({ preserveFocus: false });
  else await sideView.show({ preserveFocus: false });
}
