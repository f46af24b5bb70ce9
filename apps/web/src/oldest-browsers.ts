/**
 * What Chrome 99 and Safari 15.4 lack and a library of ours takes for granted. React Aria places a list that opens over a
 * phone's keyboard by `AbortSignal.timeout`; without it the list lies where nobody can tap it.
 */
if (!('timeout' in AbortSignal))
  Object.assign(AbortSignal, {
    timeout: (milliseconds: number): AbortSignal => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new DOMException('The time is up', 'TimeoutError')), milliseconds);
      return controller.signal;
    },
  });
