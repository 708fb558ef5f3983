/** The objects of a board, and what each of them does. */

import type { Control, Experiment, KeptRun, Layout, Panel, Results, SpikePair, ViewModel } from "./types.d.ts";

/** The page's edit, as the kernel gets it; `serial` counts the edits of one `page`. */
export interface EditMessage {
  edit: { page: string; serial: number; experiment: Experiment; preset: string };
}

/** The kernel's answer; `refused` is "" for an accepted edit, else it says why. */
export interface Answer {
  page: string;
  serial: number;
  refused: string;
}

/** The page's side of the exchange with the kernel. */
export interface Exchange {
  /** Send an edit soon; it replaces one that waits. Returns what its answer will name. */
  edit(experiment: Experiment, preset: string): { page: string; serial: number };
  /** A gesture has ended: its last edit is sent at once. */
  endGesture(): void;
  /** Take the kernel's answer; "" for an answer to an older edit or another page. */
  settle(answer: Answer | undefined): "accepted" | "refused" | "";
  close(): void;
}

/** A whole state of a board; `json` is the experiment as text. */
export interface BoardState {
  experiment: Experiment;
  json: string;
  viewModel: ViewModel;
  preset: string;
}

/** The state that a board shows, and how it is agreed with the kernel. */
export interface ShownState {
  get(): BoardState;
  /** Whether there is no kernel. */
  isAlone(): boolean;
  /** Show an edit, and send it to the kernel. */
  put(state: Omit<BoardState, "json">): void;
  /** Send an experiment that only the kernel can show; it is shown when the kernel accepts it. */
  ask(experiment: Experiment, preset: string): void;
  /** Read the traits again. */
  update(): { newExperiment: boolean; refused: boolean };
  endGesture(): void;
  disconnect(): void;
  close(): void;
}

export interface Visibility {
  shows(part: string): boolean;
  /** The chosen panels; the same list as long as panels and choice stay the same. */
  filterPanels(panels: Panel[]): Panel[];
  isHidden(key: string): boolean;
  isLocked(key: string): boolean;
  /** Which locked thing an edit would change, as a sentence without its full stop, or "". */
  whyLocked(before: Experiment, after: Experiment, controls: Control[]): string;
}

export interface UndoHistory {
  /** The board has changed to a state. */
  record(state: BoardState): void;
  /** The newest state was refused; the board has returned to this one. */
  takeBack(state: BoardState): void;
  undoCount(): number;
  redoCount(): number;
  undo(): void;
  redo(): void;
  /** A pointer goes down or up: what follows is a new step. */
  setPointerDown(down: boolean): void;
}

/** The part of a store that computes other experiments under the board's rules. */
export type Runner = Pick<Store, "experiment" | "viewModel" | "simulate">;

/** The experiment on a board, how to edit it, its results and its history. */
export interface Store {
  experiment(): Experiment;
  viewModel(): ViewModel;
  ruleNames(): string[];
  controls(): Control[];
  control(key: string): Control | undefined;
  controlValue(control: Control): any;
  setControl(control: Control, value: any): void;
  /** Change a copy of the experiment; put it on the board, or say why not. */
  edit(change: (experiment: Experiment) => void, control?: Control, value?: any): void;
  /** A gesture has ended: the kernel hears of its last edit at once. */
  endGesture(): void;
  /** The series of another experiment under one of the board's rules, or null if only the kernel can run it. */
  simulate(experiment: Experiment, ruleIndex: number): Record<string, Float64Array> | null;
  results(): Results;
  /** The learning rates, by rule. */
  gammas(): Record<string, number | undefined>;
  /** Why the last edit was refused, or "". */
  message(): string;
  showMessage(text: string): void;
  /** Say why an edit was refused; `why` is a sentence without its full stop. */
  refuse(why: string): void;
  presets(): string[];
  preset(): string;
  choosePreset(name: string): void;
  /**
   * Why the board cannot open an experiment from elsewhere, or ""; the experiment as the board would show
   * it; and its view model, or null if only the kernel has it.
   */
  checkOpen(experiment: Experiment): { why: string; experiment: Experiment; viewModel: ViewModel | null };
  /** Put an experiment from elsewhere on the board; says whether the page could. */
  open(experiment: Experiment, preset?: string): boolean;
  version(): string;
  history: UndoHistory;
  /** Call a listener after each change, with whether the experiment is another; returns how to stop that. */
  onChange(listener: (newExperiment: boolean) => void): () => void;
  /** Read the model's traits again. */
  update(): void;
  /** The kernel has stopped: the page accepts its own edits. */
  disconnect(): void;
  close(): void;
}

/** What is redrawn: everything, or what follows the cursor. */
export type Redraw = (what: "all" | "cursor") => void;

export interface KeptRuns {
  /** The kept runs on the same time axis as the present one, the newest first. */
  comparable(): KeptRun[];
  keep(): void;
  clear(): void;
}

export interface Zoom {
  /** [from, to] in ms, or null for the whole run. */
  range(): [number, number] | null;
  showAll(): void;
  /** Show `factor` times as much time as now, around `time`, the cursor or the middle. */
  by(factor: number, time?: number | null): void;
  /** Move the range so that it holds a time. */
  keepInView(time: number | null): void;
  /** Show the whole run if the range ends after it. */
  fit(): void;
}

/** How a board is looked at; all its views in a page share it. Times are in ms. */
export interface BoardView {
  zoom: Zoom;
  keptRuns: KeptRuns;
  /** Where the cursor is: under the pointer, at the focus, or pinned. */
  cursorTime(): number | null;
  pinnedTime(): number | null;
  setCursor(time: number | null): void;
  pinCursor(time: number | null): void;
  /** Pin the cursor, and explain the step of one rule's weight there. */
  explainStep(ruleIndex: number, time: number): void;
  explainedRule(): number;
  highlightedPairs(): SpikePair[];
  /** "folded": traces and eligibility times gamma; "unit": with unit amplitude. */
  convention(): string;
  setConvention(convention: string): void;
  redraw(): void;
  /** Call a listener when something is to be drawn again; returns how to stop that. */
  onRedraw(listener: Redraw): () => void;
}

/** The drawing of one view. */
export interface Figure {
  drawing: SVGSVGElement;
  /** For the attribute of that name: it cuts off what the zoom range leaves out. */
  clipPath: string;
  layout(): Layout;
  place(layout: Layout): void;
  fill(elements: Element[]): void;
  /** Where a pointer is in the drawing, in CSS pixels whatever zoom the page has. */
  pointer(event: MouseEvent): { x: number; y: number };
  activeElement(): Element | null;
}

/** What is edited in a panel; `draw` is called when the experiment or the layout has changed. */
export interface EditedRow {
  group: SVGGElement;
  add?: SVGGElement;
  timeOf?(element: Element): number | undefined;
  draw(): void;
}

/** One view of a board: what it shares with the board's other views, and its own drawing. */
export interface Board {
  store: Store;
  view: BoardView;
  visibility: Visibility;
  figure: Figure;
}
