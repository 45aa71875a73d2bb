"""Training of the models in ``models/`` and of the line weights in ``resources/`` from the annotated pages; none of it is needed at run time."""
