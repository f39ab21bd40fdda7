/** What the second script of the page offers: MathML for a formula, or nothing where it is none. */
export type SetFormula = (tex: string, isDisplay: boolean) => Element | undefined;

/** Where the second script leaves what it offers. */
export const FORMULA_SETTER = 'stepwiseSetFormula';

const DELIMITER_LENGTH = 2;
/** A formula that is still on the page is most likely drawn again with the next word. */
const KEPT_FORMULAS = 500;

/** Sets the formulas of the page. The script that can do it is loaded when the first one appears. */
export class Formulas {
  readonly #load: () => Promise<void>;
  readonly #made = new Map<string, Element | undefined>();
  #set: SetFormula | undefined;
  #loading = false;

  constructor(load: () => Promise<void>) {
    this.#load = load;
  }

  /** Sets every formula below the element, now or once the script is there. */
  show(root: ParentNode): void {
    const found = root.querySelectorAll<HTMLElement>('.math:not(.set)');
    if (found.length === 0) return;
    if (!this.#set) return this.#begin();
    for (const element of found) this.#show(element, this.#set);
  }

  #begin(): void {
    if (this.#loading) return;
    this.#loading = true;
    this.#load().then(() => {
      this.#set = Reflect.get(window, FORMULA_SETTER);
      this.show(document);
    }, console.error);
  }

  #show(element: HTMLElement, set: SetFormula): void {
    const source = element.textContent ?? '';
    const isDisplay = element.classList.contains('display');
    const made = this.#make(source, isDisplay, set);
    element.classList.add('set');
    if (!made) return;
    element.classList.add('drawn');
    element.replaceChildren(made.cloneNode(true));
  }

  #make(source: string, isDisplay: boolean, set: SetFormula): Element | undefined {
    const key = `${isDisplay} ${source}`;
    if (!this.#made.has(key)) {
      if (this.#made.size >= KEPT_FORMULAS) this.#made.clear();
      this.#made.set(key, set(source.slice(DELIMITER_LENGTH, -DELIMITER_LENGTH), isDisplay));
    }
    return this.#made.get(key);
  }
}

/** Loads the second script from beside the first, under the same number that the page's policy lets in. */
export function scriptBeside(first: HTMLScriptElement, name: string): () => Promise<void> {
  const { nonce, src } = first;
  return () =>
    new Promise((resolve, reject) => {
      const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL(`${name}.css`, src).href });
      const script = Object.assign(document.createElement('script'), { nonce, src: new URL(`${name}.js`, src).href });
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(`${name}.js could not be loaded.`));
      document.head.append(style, script);
    });
}
