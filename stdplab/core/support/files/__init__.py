"""Files that are read and written safely, whoever made them."""
