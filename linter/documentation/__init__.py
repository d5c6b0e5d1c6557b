"""docs/, rule files and settings -> the documentation as a site: `python -m linter.documentation`. What is made from them is not kept."""
