"""The sweeper: menus, a heatmap and a board."""
