// Loaded before a test process: it ends when whoever holds the other end of its standard input is gone. So a killed
// `npm test` leaves no Jest at work.
if (process.stdin.isTTY !== true) {
  process.stdin.on('error', () => {});
  process.stdin.on('close', () => process.exit(1));
  process.stdin.resume();
  const input = /** @type {Partial<import('node:net').Socket>} */ (process.stdin);
  input.unref?.();
}
