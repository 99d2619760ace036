import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { MemberProcess } from "./member-process.ts";
import type { Team } from "./team.ts";

/** What the last run may leave: its plan, its report, and each tracker that it used. */
const MOST_KEPT = 8;

/** An editor that is open all day keeps nothing of the runs before the last. */
export function checkMemory(team: Team): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  for (const { clone, life, leftovers } of team.processes) {
    if (life.isDead) continue;
    const kept = leftovers.filter((one) => one.deref() !== undefined).length;
    const all = leftovers.length;
    assert.ok(kept <= MOST_KEPT, `${clone} keeps ${kept} of ${all} plans, reports and trackers`);
  }
}

/** No credential of anybody's stands in a file, in a log or in a ticket. */
export function checkLeaks(team: Team): void {
  const secrets = team.trackers.secrets();
  assert.ok(secrets.length > 0);
  const check = (text: string, where: string): void => {
    const isClean = secrets.every((secret) => !text.includes(secret));
    assert.ok(isClean, `a credential stands in ${where}`);
  };
  for (const clone of team.clones) {
    for (const [path, text] of team.files(clone)) check(text, `${path} of ${clone}`);
  }
  for (const { clone, log } of team.processes) check(logText(log), `the log of ${clone}`);
  for (const { double } of team.trackers.remote) {
    for (const ticket of double.tickets()) check(JSON.stringify(ticket), `ticket ${ticket.key}`);
  }
}

function logText({ lines }: MemberProcess["log"]): string {
  return lines.map(({ text }) => text).join("\n");
}
