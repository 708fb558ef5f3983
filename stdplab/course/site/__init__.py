"""The course as a web site: static pages that need no kernel, no server and no network."""
