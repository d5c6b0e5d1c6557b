"""The accessibility statement of a site, judged and compared with what was found."""
