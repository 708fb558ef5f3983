"""Figures of sweeps: curves and heatmaps."""
