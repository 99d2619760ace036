import fc from "fast-check";

/** The same generated input in every run: what landed passes again, and a failure comes back. */
const USUAL_SEED = 20_260_105;

const { CANON_SEED: asked } = process.env;

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: asked === undefined ? USUAL_SEED : Number(asked),
});
