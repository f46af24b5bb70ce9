import { describe, expect, it } from '@jest/globals';
import { Public, ROUTE_ACCESS, Requires } from './access.decorators.js';

describe('a route', () => {
  it('keeps what it declares', () => {
    class Things {
      @Requires('problem.read')
      list() {}
    }
    expect(Reflect.getMetadata(ROUTE_ACCESS, Things.prototype.list)).toEqual({
      kind: 'requires',
      action: 'problem.read',
    });
  });

  it('cannot declare twice who may use it', () => {
    expect(() => {
      class Things {
        @Public()
        @Requires('problem.read')
        list() {}
      }
      return Things;
    }).toThrow('A route declares its access twice: list');
  });
});
