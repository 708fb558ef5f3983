"""Networks that learn: experiments as values, trained in slices, each with its controls."""
