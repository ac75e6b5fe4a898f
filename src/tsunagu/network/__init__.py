"""The projection of the graph: bodies, linkages, services and duties as typed records, and as networks."""
