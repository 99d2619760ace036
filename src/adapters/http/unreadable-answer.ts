import { t } from "../../core/kernel/texts.ts";
import { answerLost, type Scene } from "./failure.ts";
import type { HttpFailure } from "./http.ts";

export function redirected(scene: Scene, status: number, target: string): HttpFailure {
  const { name, host, action } = scene;
  const where = target === "" ? t("elsewhere") : t("to {0}", target);
  const message = t(
    "{0} at {1} pointed {2} while {3} ({4}). Canon did not follow and sent nothing there. If the tracker has moved, give its new address with the credential.",
    name,
    host,
    where,
    action,
    status,
  );
  return answerLost(scene, "tracker/unreadable-answer", message, status);
}

export function notData(scene: Scene, status: number): HttpFailure {
  const { name, host, action } = scene;
  const message = t(
    "{0} at {1} answered with a web page instead of data while {2} ({3}). Check the address and the credential; a sign-in page or a proxy may stand in between.",
    name,
    host,
    action,
    status,
  );
  return answerLost(scene, "tracker/unreadable-answer", message, status);
}

export function brokenAnswer(scene: Scene, status: number): HttpFailure {
  const { name, host, action } = scene;
  const message = t(
    "The answer of {0} at {1} while {2} was cut short or garbled ({3}). Sync again.",
    name,
    host,
    action,
    status,
  );
  return answerLost(scene, "tracker/unreadable-answer", message, status);
}

export function tooLarge(scene: Scene, status: number): HttpFailure {
  const { name, host, action } = scene;
  const message = t(
    "The answer of {0} at {1} while {2} was too large and was given up ({3}).",
    name,
    host,
    action,
    status,
  );
  return answerLost(scene, "tracker/unreadable-answer", message, status);
}
