"""What a picture shows: boxes, lines and their words, before anything is drawn."""
