"""XOR trainings ten times shorter, for tests of what stands around a training in a page."""

SHORT = """import stdplab.networks.xor_network as network
network.PATTERN_MS, network.TRAIN_SPIKES = 50, 5"""
"""A first cell: patterns of 50 ms, with as many spikes per second as in the study."""
