/**
 * The data that the modules pass to one another; `board_types.d.ts` has the objects of a board.
 * Only the type checker and editors read these files.
 *
 * Times are in ms. Names in stored data (experiments, views) are those that Python writes.
 */

export type * from "./board_types.d.ts";

/** Spike times and reward: `reward` is a list of segments [onset, level] from 0 on. */
export interface Protocol {
  pre: number[];
  post: number[];
  reward: number[][];
  duration: number;
  dt: number;
  axonal_delay?: number; // an older experiment has none
  dendritic_delay?: number;
}

/** A row of spikes, as a protocol names it. */
export type SpikeRow = "pre" | "post";

/** A rule: its name under `rule`, its parameters under their names. */
export type Rule = { rule: string; [parameter: string]: any };

/** What `Experiment.to_dict` writes in Python. */
export interface Experiment {
  stdplab: number;
  protocol: Protocol;
  rules: Rule[];
  w0: number;
  lag: number;
  bounds: { bounds: string; low: number; high: number; [parameter: string]: any } | null;
}

/** What a slider with a number field sets: how it is called, and from where to where it goes. */
export interface NumberControl {
  key: string;
  label: string;
  unit: string;
  step: number;
  low: number;
  high: number;
  fixed?: boolean;
}

/** One input that sets one number of an experiment, at one or several `paths` in it. */
export interface Control extends NumberControl {
  paths: (string | number)[][];
  kind: "number" | "switch" | "choice";
  group: string;
  symbol: string[][];
  options: string[];
  positive?: boolean;
  segment?: number;
}

export interface Curve {
  rule: string;
  name: string;
  colour: string;
  dashed: boolean;
  mirrored: boolean;
  folded: boolean;
}

/** One panel of the figure; `rest` holds its limits while no curve leaves them. */
export interface Panel {
  key: string;
  kind: "spikes" | "reward" | "curve";
  label: string;
  symbols: Record<string, string[][][]>;
  rest: number[];
  curves: Curve[];
}

/** The view model that Python prepares. */
export interface ViewModel {
  panels: Panel[];
  controls: Control[];
  rules: { name: string; program: string | null; why?: string; module?: string; defaults?: Rule }[];
}

/** Rule name -> series name -> values over time; index 0 is before the first step. */
export type Results = Record<string, Record<string, Float64Array>>;

/** What one panel shows: its limits and the values of each of its curves. */
export interface PanelValues {
  limits: number[];
  values: Float64Array[];
  /** The values of each kept run. */
  earlier: Float64Array[][];
}

/** A run that stays pale behind the next ones. */
export interface KeptRun {
  experiment: Experiment;
  results: Results;
  gammas: Record<string, number | undefined>;
}

/** Where everything in the figure stands, in CSS pixels. */
export interface Layout {
  narrow: boolean;
  width: number;
  height: number;
  left: number;
  right: number;
  bottom: number;
  plotWidth: number;
  rows: LayoutRow[];
  duration: number;
  from: number;
  to: number;
  x(time: number): number;
  time(x: number): number;
}

/** The place of a panel, and the limits of its axis. */
export interface LayoutRow {
  key: string;
  headY: number;
  y: number;
  height: number;
  limits: number[];
}

/** A pre and a post spike, and the part of a weight step that they cause. */
export interface SpikePair {
  pre: number;
  post: number;
  share: number;
}

/** What a teacher has chosen; `panels` is null where all are shown. */
export interface Choice {
  parts: string[];
  panels: string[] | null;
  hide: string[];
  lock: string[];
}

/** A widget's model, as anywidget gives it or as the standalone page makes one. */
export interface Model {
  get(name: string): any;
  set(name: string, value: any): void;
  save_changes(): void;
  send(message: object): void;
  on(event: string, handler: () => void): void;
  off(event: string, handler: () => void): void;
  widget_manager?: any;
  standalone?: boolean;
}
