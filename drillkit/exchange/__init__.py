"""How others say this: spreadsheets in and out."""
