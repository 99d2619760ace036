import type { Result } from "../../core/kernel/result.ts";
import type { SafeText } from "../../core/kernel/safe-text.ts";

/** An answer as the protocol has it. */
export interface ToolResult {
  content: { type: "text"; text: string }[];
  isError?: boolean;
  [key: string]: unknown;
}

export function toResult(answer: Result<SafeText, SafeText>): ToolResult {
  const text = answer.ok ? answer.value : answer.error;
  const content: ToolResult["content"] = [{ type: "text", text }];
  return answer.ok ? { content } : { content, isError: true };
}
