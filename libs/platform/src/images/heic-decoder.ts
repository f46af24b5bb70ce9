import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

export interface RawPixels {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8Array;
}

/** A phone's 12 megapixels take about a second. */
const TIME_LIMIT_MS = 8_000;
const HEAP_LIMIT_MB = 256;

/** Runs apart, so that a file made to trouble the decoder costs one thread for some seconds and its memory goes with it. */
const inside = `
const { parentPort, workerData } = require('node:worker_threads');
const decode = require(workerData.decoder);
decode({ buffer: workerData.file }).then(
  ({ width, height, data }) => {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    parentPort.postMessage({ width, height, data: bytes }, [bytes.buffer]);
  },
  () => parentPort.postMessage(null),
);`;

/** Null when it cannot be read, or not in time. */
export async function decodeHeic(file: Buffer): Promise<RawPixels | null> {
  const decoder = createRequire(import.meta.url).resolve('heic-decode');
  const worker = new Worker(inside, {
    eval: true,
    workerData: { decoder, file: new Uint8Array(file) },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<RawPixels | null>((resolve) => {
      timer = setTimeout(() => resolve(null), TIME_LIMIT_MS);
      worker.once('message', (pixels: RawPixels | null) => resolve(pixels));
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
