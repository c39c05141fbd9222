"""The trained judge: its model, and how it is made. Nothing here but the model folder is used at run time."""
