/** The key code that browsers give to keys which an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Tells an Enter that ends an input method's composition from one that is meant. Browsers disagree on the order: in some the key
 * comes while the composition goes on, in others just after its end; both happen within one task.
 */
export class Composition {
  #justEnded = false;

  readonly onEnd = (): void => {
    this.#justEnded = true;
    setTimeout(() => {
      this.#justEnded = false;
    });
  };

  /** Whether the key belongs to the input method. */
  owns({ isComposing, keyCode }: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
    return isComposing || keyCode === TAKEN_BY_INPUT_METHOD || this.#justEnded;
  }
}
