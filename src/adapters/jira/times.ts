/** Jira writes the zone without a colon, which is not ISO 8601 as others read it. */
export function toUtc(time: string): string {
  return new Date(time.replace(/([+-]\d\d)(\d\d)$/, "$1:$2")).toISOString();
}
