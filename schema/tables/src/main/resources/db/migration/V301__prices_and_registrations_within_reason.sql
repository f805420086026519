-- What a price may come to, and what a registration must say. See decision 0016 for why these figures and not others.
insert into rulebook.rules (code, in_force_from, title, title_zh, source, effect) values
    ('L-18', '2020-06-01', 'What is deducted from a loan when it is paid out is a fee, and small; interest is paid afterwards',
     '不得以费代息、变相预扣利息', '银保监发〔2020〕18号; 民法典 art 670', 'BLOCK'),
    ('L-22', '2017-08-04', 'A price that no court would uphold is a slip of the pen', '综合融资成本上限',
     '法发〔2017〕22号 art 2', 'BLOCK'),
    ('U-02', '2022-02-01', 'A registration names its claim, follows a search, and is not older than the claim',
     '登记内容应当能够合理识别担保财产', '动产和权利担保统一登记办法(中国人民银行令〔2021〕第7号)', 'BLOCK');

insert into rulebook.parameters (code, name, value) values
    ('L-18', 'most_fee_basis_points', 100),
    ('L-22', 'warn_percent', 24),
    ('L-22', 'most_percent', 36),
    ('U-02', 'search_days', 30);
