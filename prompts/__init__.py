"""What chat models are told: one file a prompt, with its name, version and variables in front."""
