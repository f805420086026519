-- A fixed fee for handling weighs more on a small loan than on a large one: two percent leave it room (ADR 0017). Of two
-- versions that begin on one day the later one holds.
insert into rulebook.rules (code, version, in_force_from, title, title_zh, source, effect) values
    ('L-18', 2, '2020-06-01', 'What is deducted from a loan when it is paid out is a fee, and small; interest is paid afterwards',
     '不得以费代息、变相预扣利息', '银保监发〔2020〕18号; 民法典 art 670', 'BLOCK');

insert into rulebook.parameters (code, version, name, value) values
    ('L-18', 2, 'most_fee_basis_points', 200);
