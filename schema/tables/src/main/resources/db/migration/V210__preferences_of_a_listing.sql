-- What the city asks the banks to lean towards for a listed chain-master (规模、利率、审批倾斜): part of the version that
-- lists it, because a line granted under a version is judged by what that version said.
alter table whitelist.versions
    add column scale_minor         bigint,
    add column scale_currency      text,
    add column rate_cap_millionths bigint,
    add column approval_days       integer,
    add column evidence            text,
    add constraint only_a_listing_has_preferences check (
        state = 'LISTED' or num_nonnulls(scale_minor, rate_cap_millionths, approval_days) = 0),
    add constraint a_preferred_scale_is_an_amount check (
        (scale_minor is null) = (scale_currency is null) and scale_minor > 0),
    add constraint a_capped_rate_is_not_negative check (rate_cap_millionths >= 0),
    add constraint an_approval_takes_a_day_at_least check (approval_days >= 1),
    add constraint evidence_is_named check (btrim(evidence) <> '');
