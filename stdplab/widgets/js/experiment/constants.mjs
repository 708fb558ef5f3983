/** Constants that Python and the page share. Written by stdplab.widgets.board.page_constants: do not edit. */

/** The version of an experiment's JSON form. */
export const EXPERIMENT_FORMAT = 1;

/** The keys of an experiment's JSON form. */
export const EXPERIMENT_KEYS = ["stdplab", "protocol", "rules", "w0", "lag", "bounds"];

/** The keys of a protocol in it. */
export const PROTOCOL_KEYS = ["pre", "post", "reward", "duration", "dt", "axonal_delay", "dendritic_delay"];

/** The version of the programs that the page runs. */
export const PROGRAM_VERSION = 1;

/** The version of share tokens. */
export const TOKEN_VERSION = 1;

/** The characters of a token's checksum. */
export const CHECK_CHARS = 6;

/** Time constants after which an eligibility trace counts as decayed. */
export const TRACE_LIFETIME = 20;

/** The limit of: steps of all rules together. */
export const MAX_STEPS = 500000;

/** The limit of: rules. */
export const MAX_RULES = 20;

/** The limit of: reward segments. */
export const MAX_SEGMENTS = 200;

/** The limit of: spikes in a row. */
export const MAX_TEXT_SPIKES = 100000;

/** The limit of: ms of duration. */
export const MAX_DURATION = 1000000000;

/** The limit of: the size of a parameter, a weight, a trace or a reward. */
export const MAX_ABS_VALUE = 1e+30;

/** The limit of: spikes in a row. */
export const MAX_SPIKES = 2000;

/** The limit of: delays of the learning window. */
export const MAX_WINDOW_DELAYS = 80;

/** The limit of: steps of a delay in that window; a longer delay has longer steps. */
export const MAX_DELAY_STEPS = 500;

/** The limit of: ms of tau_z in that window; a longer one gives the same window. */
export const MAX_WINDOW_TAU = 250;

/** The limit of: ms of dt at least. */
export const MIN_DT = 1e-12;

/** The limit of: characters of a token. */
export const MAX_TOKEN_CHARS = 20000;

/** The limit of: bytes of JSON in a token or in the page's Share menu. */
export const MAX_JSON_BYTES = 200000;

/** What is recorded alike for every rule. */
export const DRIVE_SERIES = ["pre", "post", "reward"];
