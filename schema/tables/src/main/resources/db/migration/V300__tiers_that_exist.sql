-- A limit on tier 0, which nobody stands in, was granted; and 0 is what the code used for "no member".
alter table creditline.nodes
    add constraint a_limited_tier_is_of_1_to_99 check (tier between 1 and 99);
