-- By when a month is reported to the bill exchange (上海票据交易所, R-08): the day of the month after. What the ledger comes
-- to hold later is missing from what was handed in.
insert into rulebook.parameters (code, name, value) values ('R-08', 'report_day', 10);
