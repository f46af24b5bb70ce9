import { z } from 'zod';

/** The same words for both kinds of readers. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export const bilingualView = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Bilingual' });
