"""How well it answers: cases, runs, measures, reports, the gate."""
