-- A rule changes by a further version with a date, proposed by one person of the city and approved by another; what it
-- said before stays, because business is judged by the rule of its own day and its verdict names the version.
alter table rulebook.parameters drop constraint a_parameter_belongs_to_a_rule;
alter table rulebook.parameters drop constraint a_parameter_is_set_once;
alter table rulebook.rules drop constraint a_rule_begins_once_on_a_day;

alter table rulebook.rules
    add column version     integer     not null default 1,
    add column effect      text        not null default 'BLOCK',
    add column title_zh    text,
    -- Who proposed and who approved it; nobody for what came with the platform.
    add column proposed_by text,
    add column proposed_at timestamptz,
    add column approved_by text,
    add column approved_at timestamptz,
    add constraint a_version_of_a_rule_is_written_once primary key (code, version),
    add constraint versions_of_a_rule_count_from_one check (version >= 1),
    add constraint a_rule_blocks_escalates_or_warns check (effect in ('BLOCK', 'ESCALATE', 'WARN')),
    add constraint a_proposed_rule_is_approved_by_another check (approved_by is null or approved_by <> proposed_by),
    add constraint a_proposal_has_its_person_and_time
        check ((proposed_by is null) = (proposed_at is null) and (approved_by is null) = (approved_at is null)
               and (approved_by is null or proposed_by is not null));

alter table rulebook.parameters
    add column version integer not null default 1,
    drop column in_force_from,
    add constraint a_parameter_is_set_once primary key (code, version, name),
    add constraint a_parameter_belongs_to_a_rule foreign key (code, version) references rulebook.rules;

-- The figures that the rules below are checked with.
update rulebook.rules set title_zh = zh, effect = does
  from (values ('R-01', '凭证期限原则上不超过六个月', 'BLOCK'),
               ('R-02', '真实贸易背景', 'BLOCK'),
               ('R-04', '先登记后放款', 'BLOCK'),
               ('R-05', '通过银行清结算', 'BLOCK'),
               ('R-06', '未按期兑付者停止新增开立', 'BLOCK'),
               ('R-11', '大型企业六十日内付款', 'BLOCK'),
               ('R-12', '不得强制接受凭证、变相延长付款期限', 'BLOCK'),
               ('R-13', '三十日内确权', 'ESCALATE'),
               ('R-14', '无争议部分及时付款', 'ESCALATE'),
               ('R-22', '质权自登记时设立', 'BLOCK'),
               ('C-561', '清偿抵充顺序', 'BLOCK'),
               ('C-670', '利息不得预先扣除', 'BLOCK'),
               ('L-251', '逾期罚息', 'BLOCK'),
               ('C-768', '同一应收账款多重融资的顺位', 'BLOCK'),
               ('W-01', '入库前公示', 'BLOCK'),
               ('W-02', '白名单内方可新增业务', 'BLOCK')) as said (code, zh, does)
 where rules.code = said.code;

alter table rulebook.rules alter column title_zh set not null,
    add constraint a_rule_has_its_chinese_name check (btrim(title_zh) <> '');

insert into rulebook.rules (code, in_force_from, title, title_zh, source, effect) values
    ('R-03', '2025-06-15', 'The platform informs; it pools no money and lends none', '信息中介，不设资金池', '银发〔2025〕77号 art 4', 'BLOCK'),
    ('R-07', '2025-06-15', 'Splits and transfers are limited in depth and number, abnormal ones are reported', '拆分转让层级与笔数管理',
     '银发〔2025〕77号', 'WARN'),
    ('R-08', '2025-06-15', 'Volumes are reported to the bill exchange each month', '按月向上海票据交易所报送', '银发〔2025〕77号 art 19', 'WARN'),
    ('R-09', '2025-06-15', 'A filed platform serves several chain-masters and several funders', '备案：核心企业与资金方各不少于三家',
     '中国互联网金融协会备案细则', 'WARN'),
    ('R-10', '2025-06-15', 'A system that a bank provides is not offered to third parties', '银行自建系统不对外提供', '银发〔2025〕77号', 'WARN'),
    ('R-15', '2025-06-01', 'Late payment bears interest, never below the one-year LPR at the date of the contract', '逾期利息不低于一年期LPR',
     '保障中小企业款项支付条例 art 17', 'BLOCK'),
    ('R-16', '2025-06-01', 'A complaint is passed on in ten working days and answered in thirty days', '投诉转办与答复时限',
     '保障中小企业款项支付条例 art 25', 'ESCALATE'),
    ('R-17', '2021-01-01', 'An assignment binds the debtor from its notice on, and the notice is not taken back', '债权转让通知', '民法典 art 546, 764',
     'BLOCK'),
    ('R-18', '2021-01-01', 'What debtor and creditor change after the notice does not bind the financier', '通知后变更对保理人不生效',
     '民法典 art 765', 'BLOCK'),
    ('R-19', '2021-01-01', 'Several factors of one claim stand in the order of registration, then of notice', '多重保理顺位',
     '民法典 art 768; 担保制度解释 art 66', 'BLOCK'),
    ('R-20', '2021-01-01', 'With recourse the surplus goes back to the seller, without recourse it stays', '有追索权保理返还余额',
     '民法典 art 766, 767', 'BLOCK'),
    ('R-21', '2023-12-05', 'A debtor that paid the old creditor before the notice is free, after it is not', '通知前已履行者免责',
     '合同编通则解释 art 48', 'WARN'),
    ('R-23', '2021-01-01', 'A factoring contract is in writing', '保理合同采用书面形式', '民法典 art 762', 'BLOCK'),
    ('R-35', '2025-06-15', 'A bank sees what all banks have granted to a chain-master together', '防范多头授信、过度授信', '银发〔2025〕77号',
     'WARN');

insert into rulebook.parameters (code, name, value) values
    ('R-07', 'fan_out_in_24_hours', 20),
    ('R-09', 'chain_masters', 3),
    ('R-09', 'funders', 3),
    ('R-13', 'warning_day', 25),
    ('R-13', 'escalation_day', 31),
    -- Millionths: 0.05 % a day, and the one-year LPR of 3.00 % since 2025-05-20.
    ('R-15', 'daily_rate_millionths', 500),
    ('R-15', 'one_year_lpr_millionths', 30000),
    ('R-16', 'transfer_working_days', 10),
    ('R-16', 'result_days', 30),
    ('R-16', 'longest_days', 90);

-- A version that has judged is never rewritten: all that happens to one is that it is approved.
create function rulebook.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what a rule said, and what was judged by it, stays'
        using errcode = 'restrict_violation', constraint = tg_name, table = tg_table_name, schema = tg_table_schema;
end $$;

create trigger a_version_of_a_rule_is_never_rewritten
    before delete or update of code, version, in_force_from, in_force_to, title, title_zh, source, effect, proposed_by, proposed_at
    on rulebook.rules
    for each row execute function rulebook.refuse_change();

create trigger an_approval_is_never_taken_back
    before update of approved_by, approved_at on rulebook.rules
    for each row when (old.approved_by is not null or old.proposed_by is null) execute function rulebook.refuse_change();

create trigger a_figure_of_a_rule_is_never_rewritten
    before update or delete on rulebook.parameters
    for each row execute function rulebook.refuse_change();

-- What a rule came to when it was asked: on which subject, under which version, with which outcome.
create table rulebook.verdicts (
    id           uuid        not null,
    -- The order in which verdicts were passed: several in one call have one time.
    seq          bigint      not null generated always as identity,
    subject_kind text        not null,
    subject      text        not null,
    code         text        not null,
    version      integer     not null,
    outcome      text        not null,
    -- Where it is nobody else's business: the one party, beside the city, that may read it.
    reader_id    uuid,
    judged_on    date        not null,
    judged_at    timestamptz not null,

    constraint a_verdict_is_recorded_once primary key (id),
    constraint a_verdict_is_by_a_version_of_a_rule foreign key (code, version) references rulebook.rules,
    constraint a_verdict_is_on_a_known_kind_of_subject check (subject_kind in
        ('ENTERPRISE', 'DOCUMENT', 'RECEIVABLE', 'VOUCHER', 'FINANCING_REQUEST', 'LOAN')),
    constraint a_verdict_is_on_a_subject check (btrim(subject) <> ''),
    constraint a_verdict_has_one_of_four_outcomes check (outcome in ('PASSED', 'WARNED', 'ESCALATED', 'REFUSED'))
);

create index verdicts_on_a_subject on rulebook.verdicts (subject, seq);

-- The figures that a verdict stands on, in the order in which they are told: `due` 2026-12-18.
create table rulebook.figures (
    verdict_id uuid    not null,
    position   integer not null,
    name       text    not null,
    value      text    not null,

    constraint a_figure_stands_once_in_its_verdict primary key (verdict_id, position),
    constraint a_figure_belongs_to_a_verdict foreign key (verdict_id) references rulebook.verdicts (id),
    constraint a_figure_has_a_name check (btrim(name) <> '')
);

create trigger a_verdict_is_never_rewritten
    before update or delete on rulebook.verdicts
    for each row execute function rulebook.refuse_change();

create trigger a_figure_is_never_rewritten
    before update or delete on rulebook.figures
    for each row execute function rulebook.refuse_change();
