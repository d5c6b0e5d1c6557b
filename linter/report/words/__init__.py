"""The words of the interface: English as data, catalogues for other languages, and the words of reasons."""
