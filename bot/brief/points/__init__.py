"""From judged sentences to points: turns, grouping, headlines, speakers, independent sources."""
