/** Whether the panel of this part of the session holds the pointer, the focus or a selection. */
export function holdsReader(key: string): boolean {
  const panel = document.querySelector(`[data-part="${CSS.escape(key)}"]`);
  return panel !== null && (panel.matches(':hover') || panel.contains(document.activeElement) || holdsSelection(panel));
}

function holdsSelection(panel: Element): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(panel, true);
}
