"""What several widgets share: figures, background tasks and static fallbacks."""
