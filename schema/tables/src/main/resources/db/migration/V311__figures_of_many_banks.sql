-- R-35: from how many banks on it is told that unusually many have granted in one chain-master's name (多头授信), and which
-- share of all of it a bank's own line has to be before it is told what the others have granted.
insert into rulebook.parameters (code, name, value) values
    ('R-35', 'warn_above_banks', 5),
    ('R-35', 'least_line_percent', 1);
