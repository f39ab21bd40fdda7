/** How near to the end, in pixels, still counts as being there. */
const NEAR_PX = 8;

/** Keeps the newest text in view until the reader scrolls up, and again once the end is reached. */
export class FollowEnd {
  readonly #onChange: () => void;
  #scroller: HTMLElement | undefined;
  #following = true;
  #lastTop = 0;
  #lastHeight = 0;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get following(): boolean {
    return this.#following;
  }

  /** Takes the element that scrolls; returns what lets go of it. */
  attach(scroller: HTMLElement): () => void {
    this.#scroller = scroller;
    const resized = new ResizeObserver(() => this.stick());
    resized.observe(scroller);
    const onScroll = () => this.#readScroll(scroller);
    const onWheel = ({ deltaY }: WheelEvent) => this.#readWheel(scroller, deltaY);
    scroller.addEventListener('scroll', onScroll, { passive: true });
    scroller.addEventListener('wheel', onWheel, { passive: true });
    return () => {
      this.#scroller = undefined;
      resized.disconnect();
      scroller.removeEventListener('scroll', onScroll);
      scroller.removeEventListener('wheel', onWheel);
    };
  }

  /** Goes to the end and follows it from now on. */
  jump(): void {
    this.#set(true);
    this.stick();
  }

  /** Brings the end into view, where the reader follows it. Call it after each drawing. */
  stick(): void {
    const scroller = this.#scroller;
    if (!scroller || !this.#following) return;
    scroller.scrollTop = scroller.scrollHeight;
    this.#remember(scroller);
  }

  /** A fold above makes the page shorter and moves it too: only a move up in a page that did not shrink is the reader's. */
  #readScroll(scroller: HTMLElement): void {
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const movedUp = scrollTop < this.#lastTop - 1;
    if (movedUp && scrollHeight >= this.#lastHeight) this.#set(false);
    else if (!movedUp && scrollHeight - clientHeight - scrollTop <= NEAR_PX) this.#set(true);
    this.#remember(scroller);
  }

  /** A smooth scroll begins with less than `NEAR_PX`; without this the page would pull the reader back. */
  #readWheel(scroller: HTMLElement, deltaY: number): void {
    if (deltaY < 0 && scroller.scrollTop > 0) this.#set(false);
  }

  #remember({ scrollTop, scrollHeight }: HTMLElement): void {
    this.#lastTop = scrollTop;
    this.#lastHeight = scrollHeight;
  }

  #set(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#onChange();
  }
}
