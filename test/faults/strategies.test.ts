import { describeStrategies } from './everyStrategy.ts';

describe('Every strategy, stopped, failing and taken up again', function () {
  describeStrategies(this, 4);
});
