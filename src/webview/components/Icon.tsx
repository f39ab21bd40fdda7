/** A codicon; says nothing to screen readers, so a word must stand beside it or in a label. */
export function Icon({ name }: { readonly name: string }) {
  return <span class={`codicon codicon-${name}`} aria-hidden="true" />;
}
