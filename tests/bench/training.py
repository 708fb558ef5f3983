"""Networks that learn: what a whole experiment costs, and how long a live epoch takes."""

import math
import statistics
import time

from stdplab.networks import Training, Xor
from stdplab.networks.xor import PATTERNS
from stdplab.networks.xor_network import PATTERN_MS

from .clock import cpu_ms
from .population import floor_ms

BATCH = 64
EPOCHS = 5  # measured, of the many that an experiment has
STEPS = PATTERN_MS * len(PATTERNS)  # an epoch, of 1 ms each


def wall_ms(call):
    """Wall milliseconds of one call, which a learner waits for."""
    start = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - start)


def epoch_ms(networks, taken):
    """Median of an epoch of rate XOR that so many networks learn, after one that does not count."""
    training = Training(Xor.from_paper("MSTDPET", seeds=networks), untrained={})
    training.advance()
    return statistics.median(taken(training.advance) for _ in range(EPOCHS))


def rows():
    """What, milliseconds, and the ratio to something of the same run."""
    study = Xor.from_paper("MSTDPET", seeds=BATCH)
    batch, single = (epoch_ms(networks, cpu_ms) for networks in (BATCH, 1))
    each = batch / BATCH
    synapses = sum(w.numel() for w in Training(study, untrained={}).network.weights())
    floor = floor_ms(round(math.sqrt(synapses)))
    whole = study.epochs * each
    words = f"{whole / 1000:.2f} CPU-s, 1/{single / each:.0f} of one network alone"
    yield f"rate XOR, batch {BATCH}, CPU per experiment", whole, words
    yield f"a step of these {BATCH} networks", batch / STEPS, f"{batch / STEPS / floor:.2f} x floor"
    live = epoch_ms(1, wall_ms)
    yield "a live epoch, one network, wall", live, f"{live / STEPS:.2f} of the time simulated"
