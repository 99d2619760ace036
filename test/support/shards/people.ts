import { anchorIn, boxesOf, nameOf, statusOf, toBlocks, tokensIn } from "../histories/blocks.ts";
import type { Hands, SeenTicket } from "../histories/hands.ts";
import { editSpecs, type Fresh, type SpecEdit } from "../histories/spec-edits.ts";
import type { Chance } from "./chance.ts";
import type { SpecChange, Team } from "./team.ts";

/** What people said last, by the side on which they said it. */
interface Said<T> {
  readonly spec?: T;
  readonly ticket?: T;
}

const STATUSES = ["todo", "in_progress", "done"] as const;
const MANY = 1000;

/** The people of a team at work in specs and in tickets, and what must not get lost of it. */
export class People {
  /** Words that stand nowhere else, with the name of their section. */
  readonly words = new Map<string, string>();
  readonly statuses = new Map<string, Said<string>>();
  readonly ticks = new Map<string, Said<boolean>>();
  edits = 0;
  readonly #team: Team;
  readonly #hands: Hands;
  readonly #chance: Chance;
  readonly #fresh: Fresh;

  constructor(team: Team, hands: Hands, chance: Chance, fresh: Fresh) {
    this.#team = team;
    this.#hands = hands;
    this.#chance = chance;
    this.#fresh = fresh;
  }

  /** Changes a few sections in one commit. What is to be done is settled before this waits. */
  async editSpecs(count: number): Promise<void> {
    const edits = this.#chance.times(count, () => this.#specEdit());
    const change = await this.#team.edit((files) => {
      for (const edit of edits) editUnlessTwins(files, edit, this.#fresh);
    });
    this.edits += count;
    this.#noteSpecs(change);
  }

  editTicket(): void {
    const tickets = this.#hands.tickets();
    const ticket = tickets[this.#chance.below(Math.max(1, tickets.length))];
    const name = ticket && anchorIn(ticket.body);
    if (ticket === undefined || name === undefined) return;
    this.edits += 1;
    const kind = this.#chance.pick(["move", "move", "title", "box", "tick", "tick"]);
    if (kind === "move") this.#move(ticket, name);
    else if (kind === "tick") this.#tick(ticket);
    else this.#write(ticket, name, kind);
  }

  #specEdit(): SpecEdit {
    const at = this.#chance.below(MANY);
    const kind = this.#chance.pick([
      "status",
      "status",
      "tick",
      "word",
      "line",
      "rename",
      "add-box",
      "insert",
      "insert",
      "move",
    ]);
    switch (kind) {
      case "status":
        return { kind, at, word: this.#chance.pick(STATUSES) };
      case "tick":
        return { kind, at, nth: this.#chance.below(4), checked: this.#chance.happens(0.7) };
      case "move":
        return { kind, at, to: this.#chance.below(MANY) };
      default:
        return { kind, at };
    }
  }

  #move({ key, status }: SeenTicket, name: string): void {
    const nth = this.#chance.below(STATUSES.length);
    const [word, other] = [STATUSES[nth], this.#hands.statusesOf(key)[nth]];
    if (word === undefined || other === undefined || other === status) return;
    if (this.#hands.move(key, other)) noteIn(this.statuses, name, { ticket: word });
  }

  #tick({ key, boxes }: SeenTicket): void {
    const all = [...boxes.keys()];
    const text = all[this.#chance.below(Math.max(1, all.length))];
    if (text === undefined) return;
    const checked = boxes.get(text) !== true;
    if (this.#hands.edit(key, { kind: "tick", text, checked })) {
      noteIn(this.ticks, text, { ticket: checked });
    }
  }

  #write({ key, title }: SeenTicket, name: string, kind: "title" | "box"): void {
    const word = this.#fresh.word(kind === "title" ? "t" : "c");
    const isDone =
      kind === "title"
        ? this.#hands.retitle(key, `${title} ${word}`)
        : this.#hands.edit(key, { kind, text: word });
    if (isDone) this.words.set(word, name);
  }

  #noteSpecs({ was, is }: SpecChange): void {
    const before = sectionsIn(was);
    for (const [name, section] of sectionsIn(is)) {
      const old = before.get(name);
      for (const word of section.words) if (!old?.words.has(word)) this.words.set(word, name);
      if (section.status !== old?.status) noteIn(this.statuses, name, { spec: section.status });
      for (const [text, checked] of section.boxes) {
        if (old?.boxes.get(text) !== checked) noteIn(this.ticks, text, { spec: checked });
      }
    }
  }

  /** What stood in the specs when all began. */
  noteBeginning(files: ReadonlyMap<string, string>): void {
    this.#noteSpecs({ was: new Map(), is: files });
  }
}

/** Two sections with one id in a file are no work for Canon before a person has named one anew. */
function editUnlessTwins(files: Map<string, string>, edit: SpecEdit, fresh: Fresh): void {
  const edited = new Map(files);
  editSpecs(edited, edit, fresh);
  for (const text of edited.values()) {
    const ids = [...text.matchAll(/<!-- canon:system:(\S+)/g)].map(([, id]) => id);
    if (new Set(ids).size < ids.length) return;
  }
  for (const [path, text] of edited) files.set(path, text);
}

function noteIn<T>(notes: Map<string, Said<T>>, name: string, said: Said<T>): void {
  notes.set(name, { ...notes.get(name), ...said });
}

interface Section {
  readonly words: ReadonlySet<string>;
  readonly status: string;
  readonly boxes: ReadonlyMap<string, boolean>;
}

function sectionsIn(files: ReadonlyMap<string, string>): Map<string, Section> {
  const sections = new Map<string, Section>();
  for (const text of files.values()) {
    for (const block of toBlocks(text).blocks) {
      const words = new Set(tokensIn(block.lines.join("\n")));
      const status = statusOf(block) ?? "draft";
      sections.set(nameOf(block) ?? "", { words, status, boxes: boxesOf(block) });
    }
  }
  return sections;
}
