"""How questions are worded: phrases that only ask, concepts and their names, comparisons, calls, languages."""
