"""What the whole graph is in the formats of others: RDF, networks, directories of services, releases."""
