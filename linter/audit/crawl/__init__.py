"""A crawl: from the start page of a site to its pages, politely, and so that one which is stopped goes on without loss."""
