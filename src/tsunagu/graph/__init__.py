"""What is said: tables read, checked, turned into an RDF dataset, verified, stored and exported."""
