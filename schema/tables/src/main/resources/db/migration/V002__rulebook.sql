create schema rulebook;

-- A rule of law or of supervision as the platform checks it, between the days on which it is in force.
-- A rule that changes is a second row, never an edit: yesterday's business stays judged by yesterday's rule.
create table rulebook.rules (
    code          text not null,
    in_force_from date not null,
    in_force_to   date,
    title         text not null,
    source        text not null,

    constraint a_rule_begins_once_on_a_day primary key (code, in_force_from),
    constraint a_rule_ends_after_it_begins check (in_force_to is null or in_force_to >= in_force_from),
    constraint a_rule_names_its_source check (btrim(source) <> '')
);

-- The figures of a rule: `tenor_months` 6. Whole numbers, their unit in the name.
create table rulebook.parameters (
    code          text   not null,
    in_force_from date   not null,
    name          text   not null,
    value         bigint not null,

    constraint a_parameter_is_set_once primary key (code, in_force_from, name),
    constraint a_parameter_belongs_to_a_rule foreign key (code, in_force_from) references rulebook.rules,
    constraint a_parameter_is_not_negative check (value >= 0)
);

insert into rulebook.rules (code, in_force_from, title, source) values
    ('R-01', '2025-06-15', 'The tenor of a voucher is at most six calendar months', '银发〔2025〕77号 art 11'),
    ('R-02', '2025-06-15', 'A voucher stands on a real trade: contract and invoice or receipt', '银发〔2025〕77号 art 10'),
    ('R-04', '2025-06-15', 'A financing is registered in the unified system before money moves', '银发〔2025〕77号 art 13'),
    ('R-05', '2025-06-15', 'Vouchers are settled by banks, each with a bank''s receipt', '银发〔2025〕77号 art 14'),
    ('R-06', '2025-06-15', 'Who fails to pay at maturity issues nothing new', '银发〔2025〕77号 art 15'),
    ('R-11', '2025-06-01', 'A large buyer pays a smaller supplier within sixty days of delivery', '保障中小企业款项支付条例 art 9'),
    ('R-12', '2025-06-01', 'Nobody is forced to take a voucher, and no voucher stretches the agreed term', '保障中小企业款项支付条例 art 11'),
    ('R-13', '2025-06-01', 'The buyer confirms within thirty days of the request', '保障中小企业款项支付条例 art 16'),
    ('R-14', '2025-06-01', 'The part that is not disputed is paid in time', '保障中小企业款项支付条例 art 15'),
    ('R-22', '2021-01-01', 'A pledge of receivables arises by its registration', '民法典 art 445'),
    ('C-561', '2021-01-01', 'A payment meets costs, then interest, then principal', '民法典 art 561'),
    ('C-670', '2021-01-01', 'Interest on a loan is not deducted in advance', '民法典 art 670'),
    ('L-251', '2004-01-01', 'An overdue loan costs 30 to 50 percent more than the contract''s rate', '银发〔2003〕251号'),
    ('C-768', '2021-01-01', 'Among several financings the earlier registration comes first', '民法典 art 768'),
    ('W-01', '2024-01-01', 'A chain-master is publicised before it is listed', '榕政办规〔2024〕4号 六.1'),
    ('W-02', '2024-01-01', 'New business only while the chain-master is on the whitelist', '榕政办规〔2024〕4号 六.1');

insert into rulebook.parameters (code, in_force_from, name, value) values
    ('R-01', '2025-06-15', 'tenor_months', 6),
    ('R-01', '2025-06-15', 'absolute_tenor_months', 12),
    ('R-05', '2025-06-15', 'grace_days', 3),
    ('L-251', '2004-01-01', 'penalty_uplift_percent', 50),
    ('R-11', '2025-06-01', 'payment_days', 60),
    ('R-13', '2025-06-01', 'confirmation_days', 30),
    ('W-01', '2024-01-01', 'notice_days', 7);
