"""The explorer: the same answers as the command line gives, as pages of a server on this machine, and SPARQL over HTTP.

Thin over `tsunagu.Workspace`: a page asks the workspace and words what it says; nothing is worked out here. What a
visitor enters is held until the page is made, and is neither written, nor logged, nor put into an address.
"""

DEFAULT_PORT = 8765
