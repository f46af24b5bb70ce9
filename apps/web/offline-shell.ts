import { createHash } from 'node:crypto';
import path from 'node:path';
import { build, type Plugin, type ResolvedConfig, type Rollup } from 'vite';

/** What a phone must have with it before it is without a network: the way in, a visit, what waits, the other language. */
const NEEDED = /\/src\/(i18n\/en|features\/(visit|todo)\/(.*\.screen|waiting-visits))\.tsx?$/;

/** Writes `/sw.js`: the service worker with the version it is and the files it keeps. */
export function offlineShell(folder: string): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'duban-offline-shell',
    apply: 'build',
    // After the styles' plugin has taken out the chunks that are nothing but styles.
    enforce: 'post',
    configResolved(resolved) {
      config = resolved;
    },
    async generateBundle(_options, bundle) {
      const files = new Set<string>();
      const take = (chunk: Rollup.OutputAsset | Rollup.OutputChunk | undefined): void => {
        if (chunk?.type !== 'chunk' || files.has(chunk.fileName)) return;
        files.add(chunk.fileName);
        for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
        for (const name of chunk.imports) take(bundle[name]);
      };
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk' && (chunk.isEntry || NEEDED.test(chunk.facadeModuleId ?? ''))) take(chunk);
      const worker = await oneFile(path.join(folder, 'offline-shell.sw.js'), config);
      // Every file of the release counts: a tab learns of a new one although only a screen it has not seen is other.
      const all = Object.keys(bundle).sort().join('\n');
      const version = createHash('sha256').update(`${worker}\n${all}`).digest('hex').slice(0, 12);
      const shell = { version, files: [...files].sort().map((file) => `/${file}`) };
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: `self.DUBAN_SHELL = ${JSON.stringify(shell)};\n${worker}`,
      });
    },
  };
}

/** Compiled as the screens are, and whole: a service worker that had to fetch parts of itself might be without them. */
async function oneFile(entry: string, { root, resolve: { alias }, build: { target, rollupOptions } }: ResolvedConfig) {
  const { treeshake = true } = rollupOptions;
  const built = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    resolve: { alias },
    build: {
      target,
      write: false,
      modulePreload: false,
      rollupOptions: { input: entry, treeshake, output: { format: 'iife' } },
    },
  });
  const [made] = [built].flat();
  if (!made || !('output' in made)) throw new Error('the service worker was not built');
  return made.output[0].code;
}
