# The seven bottom lines of the pledge: on category screens, with decisions, in figures.

bottom-lines = Bottom lines: { $lines }
bottom-line = Bottom line: { $line }
rule-with-line = { $rule } · { $line }
figures-by-line = Upheld, by bottom line
figures-line = { $line }: { $count }
figures-line-unknown = Not recorded
transparency-by-line = Upheld, by bottom line
transparency-line = Bottom line of the rule
transparency-line-unknown = Not recorded
