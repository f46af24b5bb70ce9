/** Thrown to undo a preview: the very act, rolled back, so that what it says is what would happen. */
export class Previewed<View> extends Error {
  constructor(readonly view: View) {
    super('previewed');
  }
}

/** Runs an act that throws `Previewed` once it knows what it would do; answers that, with nothing done. */
export async function actOrPreview<View>(act: () => Promise<View>): Promise<View> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Previewed) return error.view as View;
    throw error;
  }
}
