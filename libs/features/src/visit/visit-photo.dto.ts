import { z } from 'zod';
import { zId, zInstant } from '#platform/http/index.js';
import { photoView } from './visit.dto.js';

export const PHOTO_FIELD = 'photo';
/** A phone's largest; the screens shrink to 300 KB before they send. */
export const PHOTO_BYTES = 12 * 1024 * 1024;

const zDegrees = (most: number) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,12})?$/)
    .transform(Number)
    .refine((value) => Math.abs(value) <= most);

/** The other fields of the form, all of them texts. */
export const photoFields = z
  .strictObject({
    id: zId.optional(),
    takenAt: zInstant.optional(),
    keepLocation: z.enum(['true', 'false']).default('false'),
    latitude: zDegrees(90).optional(),
    longitude: zDegrees(180).optional(),
  })
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
    path: ['longitude'],
    message: 'Both or neither',
  });
export type PhotoFields = z.output<typeof photoFields>;

export const photoFieldDocs = {
  id: { type: 'string', format: 'uuid', description: 'Made by the device: the same photo sent again is the same.' },
  takenAt: {
    type: 'string',
    format: 'date-time',
    description: 'When it was taken, if the file does not say so any more.',
  },
  keepLocation: {
    type: 'string',
    enum: ['true', 'false'],
    default: 'false',
    description: 'Keep where it was taken, on purpose: the place in the file, or the two fields below.',
  },
  latitude: { type: 'string', example: '34.7466' },
  longitude: { type: 'string', example: '113.6536' },
};

export const photoAdded = photoView.extend({ visitId: zId }).meta({ id: 'VisitPhotoAdded' });
export type PhotoAdded = z.output<typeof photoAdded>;
