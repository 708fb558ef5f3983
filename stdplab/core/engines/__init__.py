"""How a run is computed: the loop over time, and the faster ways for large populations."""
