export { Gate } from './gate.js';
export { pictureKindOf, type PictureKind } from './picture-kind.js';
export {
  FULL_EDGE,
  PHOTO_MEDIA_TYPE,
  redrawPhoto,
  THUMBNAIL_EDGE,
  type DrawnPicture,
  type RedrawFault,
  type RedrawnPhoto,
} from './redraw.js';
