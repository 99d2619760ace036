const LARGEST_ID = 2_147_483_647;

/** The number of a work item; undefined for anything that Azure DevOps would not call by this key. */
export function toId(key: string): number | undefined {
  const id = /^[1-9]\d{0,9}$/.test(key) ? Number(key) : NaN;
  return id <= LARGEST_ID ? id : undefined;
}

const MARKER = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The tag by which a work item is known again; undefined where the marker is no UUID. */
export function markerTag(marker: string): string | undefined {
  return MARKER.test(marker) ? `canon-${marker.toLowerCase()}` : undefined;
}

/** Tells whether a tag is Canon's own note rather than a label. */
export function isMarkerTag(tag: string): boolean {
  return /^canon-/i.test(tag) && MARKER.test(tag.slice("canon-".length));
}
