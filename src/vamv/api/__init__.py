"""The import surface for plugins: re-exports, no logic. What is not here may change without notice."""
