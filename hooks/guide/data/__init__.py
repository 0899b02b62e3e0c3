"""What the guide knows: strict YAML in, checked and typed models out."""
