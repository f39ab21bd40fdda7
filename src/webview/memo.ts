import { Component, type ComponentChildren, createElement, type FunctionComponent } from 'preact';

/** A component that is drawn again only when one of its properties is another value. */
export function memo<Properties extends object>(draw: (properties: Properties) => ComponentChildren): FunctionComponent<Properties> {
  class Memo extends Component<Properties> {
    override shouldComponentUpdate(next: Properties): boolean {
      return !isSame(this.props, next);
    }
    override render(properties: Properties) {
      return createElement(draw as FunctionComponent<Properties>, properties);
    }
  }
  return Memo as unknown as FunctionComponent<Properties>;
}

function isSame(a: object, b: object): boolean {
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return left.length === right.length && left.every(([name, value]) => Reflect.get(b, name) === value);
}
