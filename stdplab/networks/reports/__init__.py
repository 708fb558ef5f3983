"""Reports of trained studies: conditions, scans, and the results that come with the package."""
