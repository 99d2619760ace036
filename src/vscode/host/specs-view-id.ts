/** The view of all specs, as the manifest calls it. */
export const SPECS_VIEW = "canon.specs";
