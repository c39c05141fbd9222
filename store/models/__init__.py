"""The models that ship with Evenhand, and the scripts that made them."""
