/** Constants that Python and the page share. Written by stdplab.widgets.board.page_constants: do not edit. */

/** The version of an experiment's JSON form. */
export const EXPERIMENT_FORMAT = 1;

/** The keys of an experiment's JSON form. */
export const EXPERIMENT_KEYS = ["stdplab", "protocol", "rules", "w0", "lag", "bounds"];

/** The keys of a protocol in it. */
export const PROTOCOL_KEYS = ["pre", "post", "reward", "duration", "dt"];

/** The version of the programs that the page runs. */
export const PROGRAM_VERSION = 1;

/** The version of share tokens. */
export const TOKEN_VERSION = 1;

/** The most characters of a token. */
export const MAX_TOKEN_CHARS = 20000;

/** The most bytes of JSON in a token. */
export const MAX_JSON_BYTES = 200000;

/** The characters of a token's checksum. */
export const CHECK_CHARS = 6;

/** The most spikes in a row of a board. */
export const MAX_SPIKES = 2000;

/** The most steps of all rules of a board together. */
export const MAX_STEPS = 1000000;

/** From here on a weight cannot be drawn. */
export const MAX_ABS_WEIGHT = 1e+30;

/** Time constants after which an eligibility trace counts as decayed. */
export const TRACE_LIFETIME = 20;

/** What is recorded alike for every rule. */
export const DRIVE_SERIES = ["pre", "post", "reward"];
