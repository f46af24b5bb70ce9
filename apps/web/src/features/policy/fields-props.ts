import type { Node, Path } from './policy-shape.js';

export interface FieldsProps {
  readonly nodes: readonly Node[];
  readonly definition: unknown;
  readonly path?: Path;
  readonly onChange: (definition: unknown) => void;
}
