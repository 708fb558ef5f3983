"""Reports of trained studies: conditions, and the results that come with the package."""
