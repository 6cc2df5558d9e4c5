"""Hand-made files in Gambit's formats, one for each trap that a reader meets."""

EFG = {
    "plain": 'EFG 2 R "t" { "A" } p "r" 1 1 "h" { "L" "R" } 0 t "x" 1 "" { 1 } t "y" 2 "" { 2 }',
    "old letter D": 'EFG 2 D "t" { "A" } p "" 1 1 "" { "L" "R" } 0 t "" 1 "" { 1 } t "" 2 "" { 2 }',
    "comment": 'EFG 2 R "t" { "A" } "a comment, with { braces }" p "" 1 1 "" { "L" "R" } 0 t "" 1 "" { 1 } t "" 2 "" { 2 }',
    "commas in payoffs": 'EFG 2 R "t" { "A" "B" } p "" 1 1 "" { "L" "R" } 0 t "" 1 "" { 1, 2 } t "" 2 "" { 3,4 }',
    "no commas": 'EFG 2 R "t" { "A" "B" } p "" 1 1 "" { "L" "R" } 0 t "" 1 "" { 1 2 } t "" 2 "" { 3 4 }',
    "chance": 'EFG 2 R "t" { "A" } c "" 1 "" { "H" 1/3 "T" 2/3 } 0 t "" 1 "" { 3 } t "" 2 "" { 0 }',
    "decimal chance": 'EFG 2 R "t" { "A" } c "" 1 "" { "H" 0.25 "T" .75 } 0 t "" 1 "" { 4 } t "" 2 "" { 0 }',
    "decimals": 'EFG 2 R "t" { "A" } p "" 1 1 "" { "L" "R" } 0 t "" 1 "" { 1.50 } t "" 2 "" { -.25 }',
    "fractions": 'EFG 2 R "t" { "A" } p "" 1 1 "" { "L" "R" } 0 t "" 1 "" { -7/3 } t "" 2 "" { 22/7 }',
    "exponent": 'EFG 2 R "t" { "A" } p "" 1 1 "" { "L" "R" } 0 t "" 1 "" { 1e-2 } t "" 2 "" { 2.5E+1 }',
    "payoffs at an inner node": ('EFG 2 R "t" { "A" } p "" 1 1 "" { "L" "R" } 3 "toll" { -1 } t "" 1 "" { 5 } t "" 2 "" { 2 }'),
    "outcome 0 at a leaf": 'EFG 2 R "t" { "A" "B" } p "" 1 1 "" { "L" "R" } 0 t "" 0 t "" 1 "" { 1, 1 }',
    "outcome named again": 'EFG 2 R "t" { "A" } p "" 1 1 "" { "L" "R" "M" } 0 t "" 1 "w" { 5 } t "" 1 t "" 1 "w" { 5 }',
    "information set named again": (
        'EFG 2 R "t" { "A" "B" } p "" 1 1 "" { "U" "D" } 0 '
        'p "" 2 1 "second" { "L" "R" } 0 t "" 1 "" { 1, 0 } t "" 2 "" { 0, 1 } p "" 2 1 0 t "" 3 "" { 0, 1 } t "" 4 "" { 1, 0 }'
    ),
    "information set with its name again": (
        'EFG 2 R "t" { "A" "B" } p "" 1 1 "" { "U" "D" } 0 '
        'p "" 2 1 "s" { "L" "R" } 0 t "" 1 "" { 1, 0 } t "" 2 "" { 0, 1 } '
        'p "" 2 1 "s" { "L" "R" } 0 t "" 3 "" { 0, 1 } t "" 4 "" { 1, 0 }'
    ),
    "escaped quotes": 'EFG 2 R "a \\"t\\"" { "A" } p "" 1 1 "so \\"called\\"" { "\\"L\\"" "R" } 0 t "" 1 "" { 1 } t "" 2 "" { 2 }',
    "repeated action labels": 'EFG 2 R "t" { "A" } p "" 1 1 "" { "x" "x" } 0 t "" 1 "" { 1 } t "" 2 "" { 2 }',
    "empty action labels": 'EFG 2 R "t" { "A" } p "" 1 1 "" { "" "" } 0 t "" 1 "" { 1 } t "" 2 "" { 2 }',
    "repeated node names": 'EFG 2 R "t" { "A" } p "n" 1 1 "" { "L" "R" } 0 t "n" 1 "" { 1 } t "n" 2 "" { 2 }',
    "repeated names of information sets": (
        'EFG 2 R "t" { "A" "B" } p "" 1 1 "h" { "L" "R" } 0 t "" 1 "" { 1, 0 } '
        'p "" 2 1 "h" { "L" "R" } 0 t "" 2 "" { 0, 1 } t "" 3 "" { 2, 2 }'
    ),
    "names of players with spaces": 'EFG 2 R "t" { "Player 1" "2nd" } p "" 1 1 "" { "L" } 0 t "" 1 "" { 1, 2 }',
    "empty and repeated names of players": 'EFG 2 R "t" { "" "X" "X" } p "" 2 1 "" { "L" } 0 t "" 1 "" { 1, 2, 3 }',
    "numbers of information sets with gaps": (
        'EFG 2 R "t" { "A" } p "" 1 7 "" { "L" "R" } 0 p "" 1 3 "" { "l" "r" } 0 t "" 9 "" { 1 } t "" 4 "" { 2 } t "" 5 "" { 0 }'
    ),
    "line ends anywhere": 'EFG 2 R\n"t"\r\n{\n"A" }\np ""\n1 1\n"" {\n"L" "R"\n}\n0\nt "" 1 "" {\n1\n}\nt\n""\n2 "" { 2 }\n',
    "tabs and no spaces at braces": 'EFG 2 R "t" {"A"}\tp "" 1 1 "" {"L" "R"} 0\tt "" 1 "" {1}\tt "" 2 "" {2}',
    "byte order mark and other letters": 'EFG 2 R "très" { "Zoë" } p "ñ" 1 1 "é" { "ü" "ß" } 0 t "α" 1 "" { 1 } t "β" 2 "" { 2 }',
    "only a leaf": 'EFG 2 R "t" { "A" } t "end" 1 "" { 42 }',
    "signs": 'EFG 2 R "t" { "A" } p "" 1 1 "" { "L" "R" } 0 t "" 1 "" { +1 } t "" 2 "" { -0 }',
    "deep": (
        'EFG 2 R "t" { "A" "B" } '
        + "".join(f'p "" {1 + k % 2} {1 + k // 2} "" {{ "S" "C" }} 0 t "" {k + 1} "" {{ {k}, {-k} }} ' for k in range(300))
        + 't "" 999 "" { 7, 7 }'
    ),
}

NFG = {
    "payoffs": 'NFG 1 R "t" { "A" "B" } { 2 2 } 1 5 2 6 3 7 4 8',
    "payoffs with commas": 'NFG 1 R "t" { "A" "B" } { 2 2 }\n1, 5, 2, 6, 3, 7, 4, 8\n',
    "labels": 'NFG 1 R "t" { "A" "B" } { { "U" "D" } { "L" "R" } } 1 5 2 6 3 7 4 8',
    "comment": 'NFG 1 R "t" { "A" "B" } { { "U" "D" } { "L" "R" } } "said" 1 5 2 6 3 7 4 8',
    "outcomes": ('NFG 1 R "t" { "A" "B" } { { "U" "D" } { "L" "R" } } "" { { "uu" 1, 5 } { "" 1/2, -.5 } } 1 2 0 1'),
    "three players": 'NFG 1 R "t" { "A" "B" "C" } { 2 1 2 } 1 2 3 4 5 6 7 8 9 10 11 12',
    "repeated labels": 'NFG 1 D "t" { "A" } { { "x" "x" } } 1.5 2/3',
}

BAD_EFG = {
    "empty": ("", 1),
    "other kind": ('NFG 1 R "t" { "A" } { 1 } 1', 1),
    "version 1": ('EFG 1 R "t" { "A" }', 1),
    "no end of a text": ('EFG 2 R "t" { "A } p', 1),
    "tree too short": ('EFG 2 R "t" { "A" }\np "" 1 1 "" { "L" "R" } 0\nt "" 1 "" { 1 }\n', 4),
    "tree too long": ('EFG 2 R "t" { "A" }\nt "" 1 "" { 1 }\nt "" 2 "" { 1 }', 3),
    "unknown node": ('EFG 2 R "t" { "A" }\nq "" 1', 2),
    "unknown player": ('EFG 2 R "t" { "A" }\np "" 2 1 "" { "L" } 0 t "" 1 "" { 1 }', 2),
    "number of payoffs": ('EFG 2 R "t" { "A" "B" }\nt "" 1 "" { 1 }', 2),
    "no number": ('EFG 2 R "t" { "A" }\nt "" 1 "" { one }', 2),
    "division by zero": ('EFG 2 R "t" { "A" }\nt "" 1 "" { 1/0 }', 2),
    "symbol in a payoff": ('EFG 2 R "t" { "A" }\nt "" 1 "" { x }', 2),
    "unknown outcome": ('EFG 2 R "t" { "A" }\nt "" 3', 2),
    "information set without actions": ('EFG 2 R "t" { "A" }\np "" 1 1 0', 2),
    "open braces": ('EFG 2 R "t" { "A" }\nt "" 1 "" { 1 ', 2),
}
