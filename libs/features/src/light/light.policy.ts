import { z } from 'zod';
import { bandLights, defaultLightPolicy, validateLightPolicy, type LightPolicy } from '#domain/light/index.js';
import { definePolicy } from '#features/policy/index.js';

const edge = z.strictObject({ percent: z.number().min(-10_000).max(10_000), included: z.boolean() }).nullable();

/** Which ratio to the plan to date shows which light. One that leaves a value out, or shows two, is refused by name. */
export const lightPolicy = definePolicy<LightPolicy>({
  kind: 'lights',
  schema: z.strictObject({
    bands: z.array(z.strictObject({ light: z.enum(bandLights), from: edge, to: edge })).max(12),
  }),
  startsAs: defaultLightPolicy,
  check: (policy) => {
    const result = validateLightPolicy(policy);
    if (result.ok) return result;
    const { code, args } = result.refusal;
    return { ok: false, refusal: { code, args: { ...args, field: `definition.${args['field']}` } } };
  },
  earliest: 'now',
});
