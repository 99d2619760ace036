import { recordedRows } from "../../core/view/recorded-rows.ts";
import { findRun } from "../../sync/find-run.ts";
import { unknownRun } from "../../sync/choose-undo.ts";
import type { RunRecord } from "../../sync/run-record.ts";
import { refuse, type CommandContext } from "../context.ts";
import { DONE, type ExitCode } from "../exit-codes.ts";
import { formatRun, formatRuns } from "../output/format-history.ts";
import { withWorkspace } from "../workspace.ts";

/** Lists the syncs that changed something, or shows one of them item by item. */
export async function historyCommand(
  context: CommandContext,
  name: string | undefined,
): Promise<ExitCode> {
  return withWorkspace(
    context,
    async (workspace) => {
      const { runs, problems } = await workspace.engine.history(workspace.run);
      workspace.quiet();
      const { output } = context;
      if (name === undefined) {
        output.lines(formatRuns(runs, output.theme));
        output.problems(problems);
        output.document({ runs: runs.map(runToJson), problems });
        return DONE;
      }
      const one = findRun(runs, name);
      if (one === undefined) {
        return refuse(context, [...problems, unknownRun(name)], { runs: [] });
      }
      output.lines(formatRun(one, output.theme));
      output.document({ runs: [runToJson(one)], problems });
      return DONE;
    },
    { asksNobody: true },
  );
}

function runToJson(record: RunRecord): object {
  const { runId, at, undoneAt, summary, requests, items, undone } = record;
  const rows = recordedRows(items, new Set(undone));
  return {
    runId,
    at,
    undoneAt,
    summary,
    requests,
    items: items.map((item, index) => ({
      number: index + 1,
      ...item,
      undone: rows[index]?.state === "undone",
    })),
  };
}
